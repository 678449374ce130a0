import { linksTarget } from '@tessera/blocks/web'
import { provide, type ComputedRef } from 'vue'
import { labelOf } from '@/app/i18n'
import { useSession } from '@/app/session'
import type { ObjectModel } from '@/model/objects'
import { useWorkspace } from '@/model/workspace'
import { useWorld } from '@/model/world'
import type { List } from '../use-list'
import { filterContextKey } from './filter-context'

/** Gives the editors of conditions below this component what they need of its list. */
export function provideFilterContext(object: ComputedRef<ObjectModel>, list: List): void {
  const workspace = useWorkspace()
  const session = useSession()
  const world = useWorld()
  provide(filterContextKey, {
    get object() {
      return object.value
    },
    get world() {
      return world.value
    },
    fieldOf: (path) => list.fieldOf(path),
    operatorsOf: (path) => list.operatorsOf.value(path),
    labelOf: (path) =>
      list
        .fieldOf(path)
        ?.labels.map((label) => labelOf(label))
        .join(' · ') ?? path,
    targetsOf: ({ type, document }) => {
      const keys = type === 'anyLookup' ? (document.targets as readonly string[]) : [linksTarget(document)]
      return (type === 'user' ? ['user'] : keys).flatMap((key) => workspace.object(key) ?? [])
    },
    get showsFormulas() {
      return session.may('studio')
    },
    learnFormulas: () => void list.learnFormulas(),
  })
}
