import { isLinked } from '@tessera/blocks/web'
import { watchEffect, type ShallowRef } from 'vue'
import type { EvaluationWorld } from '@/formula/evaluate'
import type { LinkedRecords } from '@/formula/linked-records'
import type { FormModel } from './model/form-model'

/** Reads what the formulas of a form need over lookups, whenever a lookup points somewhere else. */
export function useLinkedValues(
  form: Readonly<ShallowRef<FormModel | undefined>>,
  linked: LinkedRecords,
  world: EvaluationWorld,
): void {
  watchEffect(() => {
    const { value: model } = form
    if (model === undefined) return
    for (const [name, paths] of model.needs.lookups) {
      const [key = '', only] = name.split(':')
      const value = model.value(key)
      const field = model.object.fieldsByKey.get(key)
      const own = field?.links ?? field?.target
      for (const one of Array.isArray(value) ? (value as readonly unknown[]) : [value]) {
        const id = isLinked(one) ? one.id : one
        const target = field?.targets === undefined ? own : isLinked(one) ? one.object : undefined
        if (only !== undefined && only !== target) continue
        if (typeof id === 'string' && id !== '' && target !== undefined) void linked.need(target, id, paths)
      }
    }
    for (const { object, id } of model.treeRecords())
      if (object.tree !== undefined) void linked.needAbove(object.key, id, object.tree.key)
    if (model.needs.me.size > 0 && world.me !== null) void linked.need('user', world.me, model.needs.me)
  })
}
