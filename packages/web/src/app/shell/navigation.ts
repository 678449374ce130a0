import { computed } from 'vue'
import { useRoute, type RouteLocationRaw } from 'vue-router'
import { appsOf, type MenuItem } from '@/model/menu'
import { useWorkspace } from '@/model/workspace'
import { useSession } from '../session'

/** The menu of the person and where they stand in it. */
export function useNavigation() {
  const workspace = useWorkspace()
  const session = useSession()
  const route = useRoute()
  const apps = computed(() =>
    appsOf(
      workspace.menus,
      (session.me?.roles ?? []).map(({ key }) => key),
      { objects: workspace.objects, views: workspace.views },
    ),
  )
  const app = computed(() => {
    const named = typeof route.params.app === 'string' ? route.params.app : undefined
    return apps.value.find(({ key }) => key === named) ?? apps.value[0]
  })

  function linkOf(item: MenuItem, appKey: string): RouteLocationRaw | undefined {
    const { target } = item
    if (target.type === 'url') return undefined
    return target.type === 'view'
      ? { name: 'object.view', params: { app: appKey, object: target.object, view: target.view } }
      : { name: 'object.list', params: { app: appKey, object: target.object } }
  }

  const isView = ({ target }: MenuItem): boolean =>
    target.type === 'view' && route.params.object === target.object && route.params.view === target.view
  const isViewInMenu = computed(() => app.value?.groups.some(({ items }) => items.some(isView)) === true)

  /** Exactly one entry is active: that of the view, where the menu has one, else that of the module. */
  function isActive(item: MenuItem): boolean {
    if (isViewInMenu.value) return isView(item)
    return item.target.type === 'object' && route.params.object === item.target.object
  }

  return { apps, app, linkOf, isActive }
}
