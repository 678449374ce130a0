import { localize, type Change, type ObjectDocument } from '@tessera/metadata'
import { computed, shallowRef } from 'vue'
import { labelOf, textsOf } from '@/app/i18n'
import { useDraft } from '../draft/draft-store'
import { withField, withoutFields, withProperty } from './field-edits'
import { withoutLostStages } from '../stages/stage-edits'
import { withType } from './new-fields'
import type { FieldActions } from './use-field-actions'

const t = textsOf('consequences', {
  'zh-CN': {
    removeField: '删除字段「{name}」',
    removeFields: '删除 {n} 个字段',
    removeSentence: '字段从表单、列表和接口中消失。',
    removeModule: '删除模块「{name}」',
    removeModuleSentence: '模块和它的记录不再显示，接口也读不到。',
    remove: '删除',
    retype: '把「{name}」改为{type}',
    retypeSentence: '已有的值会按新类型转换。',
    retypeConfirm: '更改类型',
    option: '删除选项「{name}」',
    optionSentence: '已选它的记录仍显示原来的选项，但不能再选；删除后，可以在选项下方让这些记录改为另一个选项。',
  },
  en: {
    removeField: 'Delete field “{name}”',
    removeFields: 'Delete {n} field | Delete {n} fields',
    removeSentence: 'The field disappears from forms, lists and the API.',
    removeModule: 'Delete module “{name}”',
    removeModuleSentence: 'The module and its records are no longer shown, nor can the API read them.',
    remove: 'Delete',
    retype: 'Make “{name}” a {type}',
    retypeSentence: 'The values there are converted to the new type.',
    retypeConfirm: 'Change type',
    option: 'Delete option “{name}”',
    optionSentence:
      'Records that have it still show it, but nobody can choose it any more. Below the options you can then let them become another one.',
  },
})

/** Something that is asked about before it is done. */
export interface Consequence {
  readonly title: string
  readonly sentence: string
  readonly confirm: string
  readonly isRemoval: boolean
  readonly changes: readonly Change[]
  readonly counting?: { readonly object: string; readonly filter?: string } | undefined
  readonly usage?: { readonly kind: string; readonly key: string; readonly field?: string } | undefined
  run(): void
}

interface Option {
  readonly id?: string
  readonly key: string
  readonly label: string
}

/** Deleting fields and options, changing types: at once where nothing is published, else after the consequences were read. */
export function useRemoval(objectKey: () => string, actions: FieldActions, left: () => void) {
  const draft = useDraft()
  const asked = shallowRef<Consequence>()
  const published = computed<ObjectDocument | undefined>(() => {
    const side = draft.entry('object', objectKey())?.published
    return side?.kind === 'object' ? side : undefined
  })
  /** The field as it is published, whatever it is called in the draft. */
  const publishedField = (key: string) => {
    const id = actions.fieldOf(key)?.id
    return id === undefined ? undefined : published.value?.fields.find((field) => field.id === id)
  }

  function ask(consequence: Consequence): void {
    asked.value = consequence
  }

  function removeFields(keys: readonly string[]): void {
    const known = keys.flatMap((key) => publishedField(key) ?? [])
    const [first] = known
    const document = published.value
    if (first === undefined || document === undefined) return actions.remove(keys)
    const without = withoutFields(document, new Set(known.map(({ key }) => key)))
    const isOne = known.length === 1
    ask({
      title: isOne ? t('removeField', { name: labelOf(first.label) }) : t('removeFields', { n: known.length }),
      sentence: t('removeSentence'),
      confirm: t('remove'),
      isRemoval: true,
      changes: without.fields.length === 0 ? [] : [{ op: 'put', document: without }],
      counting: { object: document.key, filter: known.map(({ key }) => `${key} <> blank`).join(' or ') },
      usage: isOne ? { kind: 'object', key: objectKey(), field: keys[0] ?? '' } : undefined,
      run: () => actions.remove(keys),
    })
  }

  function retype(key: string, type: string, title: string): void {
    const before = publishedField(key)
    const document = published.value
    if (before === undefined || document === undefined || before.type === type) return actions.setType(key, type)
    ask({
      title: t('retype', { name: labelOf(before.label), type: title }),
      sentence: t('retypeSentence'),
      confirm: t('retypeConfirm'),
      isRemoval: false,
      changes: [
        { op: 'put', document: withField(document, before.key, (field) => withType(field, type, draft.objects)) },
      ],
      counting: { object: document.key, filter: `${before.key} <> blank` },
      run: () => actions.setType(key, type),
    })
  }

  /** Options of a field: those that are gone and were published are asked about first. */
  function setOptions(key: string, options: unknown): void {
    const before = publishedField(key)
    const document = published.value
    const kept = new Set(((options ?? []) as readonly Option[]).map(({ id }) => id))
    const current = (actions.fieldOf(key)?.options ?? []) as readonly Option[]
    const gone = current.filter(({ id }) => id !== undefined && !kept.has(id))
    const [first] = gone
    if (first === undefined || before === undefined || document === undefined) {
      return actions.setOptions(key, options)
    }
    const old = (before.options ?? []) as readonly Option[]
    const goneKeys = old.filter(({ id }) => gone.some((option) => option.id === id)).map((option) => option.key)
    const rest = old.filter((option) => !goneKeys.includes(option.key))
    const test = goneKeys.map((option) =>
      before.type === 'multiSelect' ? `HAS(${before.key}, "${option}")` : `${before.key} = "${option}"`,
    )
    ask({
      title: t('option', { name: gone.map(({ label }) => localize(label, 'zh-CN')).join('、') }),
      sentence: t('optionSentence'),
      confirm: t('remove'),
      isRemoval: true,
      changes: [
        {
          op: 'put',
          document: withoutLostStages(withField(document, before.key, (field) => withProperty(field, 'options', rest))),
        },
      ],
      counting: { object: document.key, filter: test.join(' or ') },
      run: () => actions.setOptions(key, options),
    })
  }

  function removeModule(): void {
    const document = actions.object()
    if (document === undefined) return
    const run = (): void => {
      left()
      draft.run(
        {
          'zh-CN': `删除模块 ${localize(document.label, 'zh-CN')}`,
          en: `Delete module ${localize(document.label, 'en')}`,
        },
        (editor) => {
          editor.remove('object', document.key)
          // Its own layouts and views would lead nowhere.
          for (const one of draft.documents) {
            if ((one.kind === 'layout' || one.kind === 'view') && one.object === document.key)
              editor.remove(one.kind, one.key)
          }
        },
      )
    }
    const known = published.value
    if (known === undefined) return run()
    const own = draft.documents.flatMap((one): Change[] =>
      (one.kind === 'layout' || one.kind === 'view') && one.object === document.key && one.id !== undefined
        ? [{ op: 'delete', kind: one.kind, key: one.key }]
        : [],
    )
    ask({
      title: t('removeModule', { name: labelOf(document.label) }),
      sentence: t('removeModuleSentence'),
      confirm: t('remove'),
      isRemoval: true,
      changes: [{ op: 'delete', kind: 'object', key: known.key }, ...own],
      counting: { object: known.key },
      usage: { kind: 'object', key: objectKey() },
      run,
    })
  }

  return {
    asked,
    removeFields,
    retype,
    setOptions,
    removeModule,
    confirm: (): void => {
      const consequence = asked.value
      asked.value = undefined
      consequence?.run()
    },
    cancel: (): void => {
      asked.value = undefined
    },
  }
}
