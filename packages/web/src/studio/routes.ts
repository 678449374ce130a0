import type { RouteRecordRaw } from 'vue-router'

/** Screens of administrators, loaded only when the studio is opened. */
export const studioRoutes: RouteRecordRaw[] = [
  { path: '', name: 'studio.home', component: () => import('./home/StudioHomePage.vue') },
  { path: 'o/:object/fields', name: 'studio.fields', component: () => import('./fields/FieldsPage.vue') },
  { path: 'o/:object/layout/:layout?', name: 'studio.layout', component: () => import('./layout/LayoutPage.vue') },
  { path: 'o/:object/stages', name: 'studio.stages', component: () => import('./stages/StagesPage.vue') },
  { path: 'model', name: 'studio.model', component: () => import('./model/ModelPage.vue') },
  { path: 'flows', name: 'studio.flows', component: () => import('./flows/FlowsPage.vue') },
  { path: 'flows/:flow', name: 'studio.flow', component: () => import('./flows/FlowPage.vue') },
  { path: 'flows/:flow/runs/:run?', name: 'studio.flow.run', component: () => import('./flows/RunPage.vue') },
  { path: 'roles', name: 'studio.roles', component: () => import('./roles/RolesPage.vue') },
  { path: 'roles/:role', name: 'studio.role', component: () => import('./roles/RolePage.vue') },
  { path: 'org', name: 'studio.org', component: () => import('./org/OrgPage.vue') },
  {
    path: 'changes/:revision?',
    name: 'studio.changes',
    component: () => import('./changes/ChangesPage.vue'),
  },
  { path: 'templates', name: 'studio.templates', component: () => import('./templates/TemplatesPage.vue') },
  { path: 'templates/new', name: 'studio.template.new', component: () => import('./templates/PackPage.vue') },
  { path: 'templates/:template', name: 'studio.template', component: () => import('./templates/TemplatePage.vue') },
  {
    path: 'templates/:template/install',
    name: 'studio.template.install',
    component: () => import('./templates/InstallPage.vue'),
  },
  {
    path: 'templates/:template/upgrade',
    name: 'studio.template.upgrade',
    component: () => import('./templates/UpgradePage.vue'),
  },
  { path: 'secrets', name: 'studio.secrets', component: () => import('./secrets/SecretsPage.vue') },
  { path: 'audit', name: 'studio.audit', component: () => import('./audit/AuditLogPage.vue') },
]
