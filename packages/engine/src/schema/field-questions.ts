import type { SqlFragment } from '@tessera/formula'
import { describeProblem } from '@tessera/metadata'
import type { Localized, ProblemCode, Severity } from '@tessera/metadata'
import type { CatalogField, CatalogObject } from '../catalog/catalog.js'
import { quoteIdentifier } from '../storage/identifiers.js'
import { raw } from '../storage/statement.js'
import { labelsOf } from '../catalog/labels-of.js'
import { isConversion } from './conversions/find-conversions.js'
import { areChoices, replacedOptions } from './conversions/replaced-options.js'
import { mostTreeLevels } from '../records/refuse-tree-faults.js'
import { rowAlias } from './data-questions.js'
import type { DataQuestion } from './data-questions.js'
import { changedTargetQuestions, hiddenTargetQuestions } from './target-questions.js'
import { changedLinkQuestions, hiddenLinkQuestions } from './link-questions.js'

/** A field before and after a change, with the column that holds its values now. */
export interface FieldChange {
  readonly object: CatalogObject
  readonly before: CatalogField
  readonly after: CatalogField
}

/** A stored field that will be hidden: who has values in it? */
export function hiddenFieldQuestions(object: CatalogObject, field: CatalogField): DataQuestion[] {
  if (field.links !== undefined) return hiddenLinkQuestions(object, field)
  if (field.members !== undefined) return hiddenTargetQuestions(object, field, field.members)
  if (field.column === undefined || field.definition.kind === 'rollup') return []
  return [
    ask('field.hide', 'warn', object, field, {
      condition: holdsValue(field),
      reason: { 'zh-CN': '有值', en: 'holds a value' },
    }),
  ]
}

/** What a field's change means for the values it holds. */
export function changedFieldQuestions(change: FieldChange): DataQuestion[] {
  if (change.before.links !== undefined) return changedLinkQuestions(change)
  if (change.before.members !== undefined) return changedTargetQuestions(change, change.before.members)
  if (change.before.column === undefined) return []
  const tree = [...treeQuestions(change), ...encryptionQuestions(change)]
  // What becomes of the values themselves is tried out on each of them.
  if (isConversion(change.before, change.after) && !areChoices(change.before, change.after))
    return [...requiredQuestions(change), ...tree]
  return [
    ...tree,
    ...requiredQuestions(change),
    ...optionQuestions(change),
    ...lengthQuestions(change),
    ...decimalQuestions(change),
    ...targetQuestions(change),
  ]
}

/** A field that becomes required and whose column exists; a boolean is never blank. */
export function requiredQuestion(object: CatalogObject, field: CatalogField, column: string | undefined): DataQuestion {
  return ask('field.require', 'warn', object, field, {
    condition: column === undefined ? raw('true') : raw(`${qualifiedColumn(column)} IS NULL`),
    value: raw('NULL'),
    reason: { 'zh-CN': '为空', en: 'is blank' },
  })
}

function requiredQuestions({ object, before, after }: FieldChange): DataQuestion[] {
  const applies = after.required && !before.required && after.definition.kind === 'stored' && after.type !== 'boolean'
  return applies ? [requiredQuestion(object, after, before.column)] : []
}

function optionQuestions({ object, before, after }: FieldChange): DataQuestion[] {
  const kept = new Set(optionsOf(after).map(({ id }) => id))
  const removed = optionsOf(before).filter(({ id }) => !kept.has(id))
  const replaced = replacedOptions(before, after)
  const gone = removed.filter(({ key }) => !replaced.has(key))
  return [
    ...(gone.length === 0 ? [] : [hideQuestion(object, before, gone)]),
    ...removed.flatMap((option) => {
      const by = optionsOf(after).find(({ key }) => key === replaced.get(option.key))
      return by === undefined ? [] : [replaceQuestion(object, before, option, by)]
    }),
  ]
}

function hideQuestion(object: CatalogObject, before: CatalogField, removed: readonly Option[]): DataQuestion {
  return ask('option.hide', 'warn', object, before, {
    condition: holdsOption(before, removed),
    label: labelsOf(removed),
    reason: { 'zh-CN': '使用将移除的选项', en: 'uses an option that is removed' },
  })
}

/** For information: undo gives every record what it had. */
function replaceQuestion(object: CatalogObject, before: CatalogField, option: Option, by: Option): DataQuestion {
  const question = ask('option.replace', 'info', object, before, {
    condition: holdsOption(before, [option]),
    reason: { 'zh-CN': '使用被替换的选项', en: 'uses the option that is replaced' },
  })
  return {
    ...question,
    id: `${question.id}.${option.key}`,
    message: (rows) => describeProblem('option.replace', { label: option.label, by: by.label, rows }),
  }
}

function holdsOption(field: CatalogField, options: readonly Option[]): SqlFragment {
  const operator = field.type === 'multiSelect' ? '&& ?::text[]' : '= ANY(?::text[])'
  return raw(`${columnOf(field)} ${operator}`, [options.map(({ id }) => id)])
}

function lengthQuestions({ object, before, after }: FieldChange): DataQuestion[] {
  const [was, max] = [numberOption(before, 'maxLength'), numberOption(after, 'maxLength')]
  if (max === undefined || (was !== undefined && max >= was)) return []
  return [
    ask('field.shorten', 'warn', object, before, {
      condition: raw(`char_length(${columnOf(before)}) > ?`, [max]),
      reason: { 'zh-CN': `超过 ${max} 个字符`, en: `longer than ${max} characters` },
    }),
  ]
}

function decimalQuestions({ object, before, after }: FieldChange): DataQuestion[] {
  const [was, max] = [storedDecimals(before), storedDecimals(after)]
  if (max === undefined || was === undefined || max >= was) return []
  return [
    ask('field.shorten', 'warn', object, before, {
      condition: raw(`scale(trim_scale(${columnOf(before)})) > ?`, [max]),
      reason: { 'zh-CN': `小数多于 ${max} 位`, en: `more than ${max} decimals` },
    }),
  ]
}

/** A percentage of 2 decimals is a fraction of 4. */
function storedDecimals(field: CatalogField): number | undefined {
  const decimals = field.definition.kind === 'stored' ? numberOption(field, 'decimals') : undefined
  return decimals === undefined || field.type !== 'percent' ? decimals : decimals + 2
}

function targetQuestions({ object, before, after }: FieldChange): DataQuestion[] {
  if (before.target === undefined || after.target === undefined || before.target === after.target) return []
  return [
    {
      ...ask('field.retarget', 'block', object, before, {
        condition: holdsValue(before),
        reason: { 'zh-CN': '指向原模块的记录', en: 'points to a record of the former object' },
      }),
      withBin: true,
    },
  ]
}

/** Values are sealed and opened by writers alone: a filled field is neither encrypted, nor plain again, nor of another type. */
function encryptionQuestions({ object, before, after }: FieldChange): DataQuestion[] {
  const isOther = before.encrypted !== after.encrypted || (before.encrypted && before.type !== after.type)
  if (!isOther) return []
  const asked = { condition: holdsValue(before), reason: { 'zh-CN': '有值', en: 'holds a value' } }
  return [{ ...ask('field.encryption', 'block', object, before, asked), withBin: true }]
}

/** A lookup that becomes the parent in a tree: records in a circle or too deep, and values that are still to be converted. */
function treeQuestions({ object, before, after }: FieldChange): DataQuestion[] {
  if (!after.isTreeParent || before.isTreeParent) return []
  const parent = quoteIdentifier(before.column ?? '')
  const isLookup = before.target === after.target
  return [
    ask('field.no_tree', 'block', object, before, {
      condition: isLookup
        ? raw(
            `(WITH RECURSIVE above(id, level) AS (
               SELECT ${rowAlias}.${parent}, 2 UNION ALL
               SELECT n.${parent}, a.level + 1 FROM above AS a JOIN ${object.table} AS n ON n.id = a.id WHERE a.level <= ?
             ) SELECT bool_or(level > ?) FROM above WHERE id IS NOT NULL)`,
            [mostTreeLevels, mostTreeLevels],
          )
        : holdsValue(before),
      reason: { 'zh-CN': '成环、过深或要转换', en: 'in a circle, too deep, or to be converted' },
    }),
  ]
}

interface Asked {
  readonly condition: SqlFragment
  readonly reason: Localized
  readonly value?: SqlFragment
  readonly label?: Localized
}

function ask(
  code: ProblemCode,
  severity: Severity,
  object: CatalogObject,
  field: CatalogField,
  asked: Asked,
): DataQuestion {
  return {
    id: `${code}:${object.key}.${field.key}`,
    severity,
    table: object.table,
    object,
    condition: asked.condition,
    // A plan is kept, and may be seen by who may not read records.
    value: asked.value ?? (field.encrypted ? raw('NULL') : field.server.toJsonSql(columnOf(field), field.context)),
    withBin: false,
    reason: asked.reason,
    message: (rows) => describeProblem(code, { label: asked.label ?? field.label, rows }),
  }
}

interface Option {
  readonly id: string
  readonly key: string
  readonly label: Localized
}

const optionsOf = (field: CatalogField): readonly Option[] => (field.context.options.options ?? []) as readonly Option[]

function numberOption(field: CatalogField, name: string): number | undefined {
  const value = field.context.options[name]
  return typeof value === 'number' ? value : undefined
}

const holdsValue = (field: CatalogField): SqlFragment =>
  raw(field.type === 'boolean' ? columnOf(field) : `${columnOf(field)} IS NOT NULL`)

const columnOf = (field: CatalogField): string => qualifiedColumn(field.column ?? '')

const qualifiedColumn = (column: string): string => `${rowAlias}.${quoteIdentifier(column)}`
