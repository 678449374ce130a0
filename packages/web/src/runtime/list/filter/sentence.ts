import { computed, inject, watch, type ComputedRef } from 'vue'
import { labelOf } from '@/app/i18n'
import { learnTitles, titleOf } from '../data/titles'
import { t } from '../texts'
import { deletedLabel, isDeletedPath } from '../views/view-state'
import { valueWords } from './describe-condition'
import { filterContextKey } from './filter-context'
import { ME, type Condition } from './filter-model'

export interface Sentence {
  readonly field: string
  readonly operator: string
  readonly value: string
  /** Of a field that is gone. */
  readonly isBroken: boolean
}

/** A condition as a sentence: 阶段 · 是 · 谈判中. Titles of records are asked for once. */
export function useSentence(condition: () => Condition): ComputedRef<Sentence> {
  const context = inject(filterContextKey)
  watch(
    () => condition().values,
    (values) => {
      const field = context?.fieldOf(condition().field)
      const ids = values.filter((value): value is string => typeof value === 'string' && value !== ME)
      for (const target of field === undefined ? [] : (context?.targetsOf(field) ?? []))
        void learnTitles(target, ids).catch(() => undefined)
    },
    { immediate: true },
  )
  return computed(() => {
    const { field: path, operator: name } = condition()
    const field = context?.fieldOf(path)
    if (context === undefined || field === undefined) {
      return {
        field: isDeletedPath(path) ? deletedLabel(path) : path,
        operator: t('deletedField'),
        value: '',
        isBroken: true,
      }
    }
    const operator = context.operatorsOf(path)?.find((one) => one.name === name)
    return {
      field: context.labelOf(path),
      operator: operator?.label[context.world.locale] ?? name,
      value:
        operator === undefined
          ? ''
          : valueWords(condition(), operator, field, {
              world: context.world,
              me: t('me'),
              titleOf,
              nameOf: (key) => labelOf(context.targetsOf(field).find((one) => one.key === key)?.label, key),
            }),
      isBroken: false,
    }
  })
}
