import { fieldTypeDefinitions } from '@tessera/blocks/definitions'
import { localize, type FieldDocument, type ObjectDocument, type WireDocument } from '@tessera/metadata'
import { stageProblems } from '../stages/stage-problems'
import type { DocumentCheck, DraftProblem, ProblemGrade } from './problems'

type Found = Pick<DraftProblem, 'message' | 'pointer'> & { readonly grade?: ProblemGrade }

/** What is wrong with a module that can be told at once; the rest comes with the server's plan. */
export const checkObject: DocumentCheck = (document, all) => {
  if (document.kind !== 'object') return []
  const found: readonly Found[] = [
    ...document.fields.flatMap((field, at) => fieldProblems(field, at, all)),
    ...repeated(document),
    ...stageProblems(document),
  ]
  return found.map(({ grade = 'block', message, pointer }) => ({
    id: `local/${document.key}${pointer}`,
    grade,
    message,
    kind: 'object',
    key: document.key,
    pointer,
  }))
}

/** What a type calls its relation, where it is no source of sums. */
const relationWords: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  details: ['选择明细来自哪里', 'source of its lines'],
  backlinks: ['选择对方的关联字段', 'field on the other side'],
}

function fieldProblems(field: FieldDocument, at: number, all: readonly WireDocument[]): readonly Found[] {
  const name = { zh: localize(field.label, 'zh-CN'), en: localize(field.label, 'en') }
  const pointer = `/fields/${at}`
  const missing = (property: string, zh: string, en: string): Found => ({
    pointer: `${pointer}/${property}`,
    message: { 'zh-CN': `「${name.zh}」还没有${zh}。`, en: `“${name.en}” has no ${en} yet.` },
  })
  const found: Found[] = []
  const required = (fieldTypeDefinitions.get(field.type)?.optionsSchema.required ?? []) as readonly string[]
  const isBlank = (property: string): boolean => field[property] === undefined || field[property] === ''
  if (name.zh.trim() === '' || name.en.trim() === '') {
    found.push({ pointer: `${pointer}/label`, message: { 'zh-CN': '字段没有名称。', en: 'A field has no name.' } })
  }
  if (required.includes('target') && isBlank('target')) found.push(missing('target', '选择关联的模块', 'linked module'))
  else if (required.includes('target') && !all.some(({ kind, key }) => kind === 'object' && key === field.target)) {
    found.push({
      pointer: `${pointer}/target`,
      message: { 'zh-CN': `「${name.zh}」关联的模块已被删除。`, en: `The module “${name.en}” points to was deleted.` },
    })
  }
  if (required.includes('targets')) found.push(...targetProblems(field, pointer, name, all))
  if (required.includes('formula') && isBlank('formula')) found.push(missing('formula', '写公式', 'formula'))
  if (required.includes('path') && isBlank('path')) found.push(missing('path', '选择显示哪个字段', 'field to show'))
  if (required.includes('contributions') && isBlank('contributions')) {
    found.push(missing('contributions', '加分项', 'contributions'))
  }
  if (required.includes('relation') && isBlank('relation')) {
    const [zh, en] = relationWords[field.type] ?? ['选择汇总来源', 'source to roll up']
    found.push(missing('relation', zh, en))
  }
  if (required.includes('function') && isBlank('function')) found.push(missing('function', '选择汇总方式', 'function'))
  if (Array.isArray(field.options) && field.options.length === 0) {
    found.push({ ...missing('options', '选项', 'options'), grade: 'hint' })
  }
  return found
}

/** Of a field that may point to several modules: none yet, or one that is gone. */
function targetProblems(
  { targets }: FieldDocument,
  pointer: string,
  name: { readonly zh: string; readonly en: string },
  all: readonly WireDocument[],
): readonly Found[] {
  const keys = Array.isArray(targets) ? (targets as readonly unknown[]) : []
  if (keys.length === 0) {
    const message = {
      'zh-CN': `「${name.zh}」还没有选择可关联的模块。`,
      en: `“${name.en}” does not say which modules it may point to.`,
    }
    return [{ pointer: `${pointer}/targets`, message }]
  }
  return keys.flatMap((key, index) =>
    all.some((one) => one.kind === 'object' && one.key === key)
      ? []
      : [
          {
            pointer: `${pointer}/targets/${index}`,
            message: {
              'zh-CN': `「${name.zh}」可关联的一个模块已被删除。`,
              en: `A module “${name.en}” may point to was deleted.`,
            },
          },
        ],
  )
}

/** Two fields of one key, whatever its case; two of one name are only advice. */
function repeated(object: ObjectDocument): readonly Found[] {
  const keys = new Map<string, number>()
  const names = new Map<string, number>()
  return object.fields.flatMap((field, at): readonly Found[] => {
    const label = localize(field.label, 'zh-CN')
    const isKeyTaken = keys.has(field.key.toLowerCase())
    const isNameTaken = names.has(label)
    keys.set(field.key.toLowerCase(), at)
    names.set(label, at)
    return [
      ...(isKeyTaken
        ? [
            {
              pointer: `/fields/${at}/key`,
              message: {
                'zh-CN': `有两个字段的 key 是「${field.key}」。`,
                en: `Two fields have the key “${field.key}”.`,
              },
            },
          ]
        : []),
      ...(isNameTaken
        ? [
            {
              grade: 'hint' as const,
              pointer: `/fields/${at}/label`,
              message: {
                'zh-CN': `有两个字段叫「${label}」。`,
                en: `Two fields are called “${localize(field.label, 'en')}”.`,
              },
            },
          ]
        : []),
    ]
  })
}
