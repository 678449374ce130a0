import type { RouteRecordRaw } from 'vue-router'

/** Screens of business users. `:app` is the key of a menu app; lists, forms and record pages are the same for any object. */
export const runtimeRoutes: readonly RouteRecordRaw[] = [
  { path: '', name: 'home', component: () => import('./home/HomePage.vue') },
  { path: 'a/:app', name: 'app.home', component: () => import('./home/AppHomePage.vue') },
  { path: 'a/:app/o/:object', name: 'object.list', component: () => import('./list/ListPage.vue') },
  { path: 'a/:app/o/:object/v/:view', name: 'object.view', component: () => import('./list/ListPage.vue') },
  { path: 'a/:app/o/:object/new', name: 'record.new', component: () => import('./form/FormPage.vue') },
  { path: 'a/:app/o/:object/merge', name: 'record.merge', component: () => import('./merge/MergePage.vue') },
  { path: 'a/:app/o/:object/r/:id/edit', name: 'record.edit', component: () => import('./form/FormPage.vue') },
  { path: 'a/:app/o/:object/r/:id/:tab?', name: 'record.detail', component: () => import('./record/RecordPage.vue') },
  { path: 'tasks', name: 'tasks', component: () => import('./tasks/TasksPage.vue') },
  { path: 'notifications', name: 'notifications', component: () => import('./notifications/NotificationsPage.vue') },
]
