import type { CatalogField, CatalogObject } from '@tessera/engine'
import { localize, readSampleDate, type Texts } from '@tessera/metadata'
import { momentOf } from './scenario-values.js'
import { recordNamed, type ScenarioWorld } from './scenario-world.js'

type Values = Readonly<Record<string, unknown>>

/** A value that is not what the scenario says. */
export interface Difference {
  readonly field: string
  readonly label: Texts
  readonly expected: string
  readonly actual: Texts
}

/** What differs between the values a step names and a record as somebody reads it. */
export function differencesOf(
  world: ScenarioWorld,
  object: CatalogObject,
  expected: Values,
  actual: Values,
): readonly Difference[] {
  return Object.entries(expected).flatMap(([key, value]): Difference[] => {
    const field = object.fieldsByKey.get(key)
    if (field !== undefined && isEqual(world, field, value, actual[key])) return []
    const label = field?.label ?? key
    return [
      {
        field: key,
        label: { 'zh-CN': localize(label, 'zh-CN'), en: localize(label, 'en') },
        expected: shown(value),
        actual: field === undefined ? noField : alike(shownDay(world, field, actual[key]) ?? shown(actual[key], world)),
      },
    ]
  })
}

const noField: Texts = { 'zh-CN': '没有这个字段', en: 'no field at all' }
const alike = (text: string): Texts => ({ 'zh-CN': text, en: text })

function isEqual(world: ScenarioWorld, field: CatalogField | undefined, expected: unknown, actual: unknown): boolean {
  if (isBlank(expected) || isBlank(actual)) return isBlank(expected) && isBlank(actual)
  if (Array.isArray(expected)) return Array.isArray(actual) && areEqual(world, field, expected, actual)
  if (typeof expected === 'object') return isPart(world, field, expected as Values, actual)
  if (typeof expected === 'string' && isReference(actual))
    return expected === actual.title || (expected.startsWith('@') && recordNamed(world, expected).id === actual.id)
  if (typeof expected === 'string' && typeof actual === 'string') {
    const moment = momentOf(world, field, expected)
    if (moment !== undefined) return isMoment(world, expected, moment, actual)
  }
  if (isNumber(field, expected) && isNumber(field, actual)) return decimal(expected) === decimal(actual)
  return expected === actual
}

const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

const isReference = (value: unknown): value is { readonly id: string; readonly title: unknown } =>
  typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string'

/** Members in any order, but lines in the order they were made. */
function areEqual(
  world: ScenarioWorld,
  field: CatalogField | undefined,
  expected: readonly unknown[],
  actual: readonly unknown[],
): boolean {
  if (expected.length !== actual.length) return false
  if (field?.details !== undefined) return expected.every((each, index) => isEqual(world, field, each, actual[index]))
  const left = [...actual]
  return expected.every((each) => {
    const found = left.findIndex((one) => isEqual(world, field, each, one))
    return found >= 0 && left.splice(found, 1).length === 1
  })
}

/** Of a compound value only what is named is compared. */
function isPart(world: ScenarioWorld, field: CatalogField | undefined, expected: Values, actual: unknown): boolean {
  if (typeof actual !== 'object' || actual === null) return false
  const lines = field?.details === undefined ? undefined : world.catalog.objects.get(field.details.child)
  return Object.entries(expected).every(([key, value]) =>
    isEqual(world, lines?.fieldsByKey.get(key), value, (actual as Values)[key]),
  )
}

/** A day without a time of day means any moment of it. */
function isMoment(world: ScenarioWorld, expected: string, moment: string, actual: string): boolean {
  if (moment.length === 10) return moment === actual
  const apart = Date.parse(actual) - Date.parse(moment)
  return readSampleDate(expected)?.time === undefined ? apart >= 0 && apart < 86_400_000 : Math.abs(apart) < 60_000
}

const plainNumber = /^-?\d+(\.\d+)?$/

const isNumber = (field: CatalogField | undefined, value: unknown): value is number | string =>
  typeof value === 'number' ||
  (typeof value === 'string' && plainNumber.test(value) && (field === undefined || field.formulaType.kind === 'number'))

/** Without zeros that say nothing: '12.50' and 12.5 are the same. */
function decimal(value: number | string): string {
  const text = String(value)
  const short = text.includes('.') ? text.replace(/\.?0+$/, '') : text
  return short === '-0' ? '0' : short
}

/** A day as scenarios write it, with the day itself. */
function shownDay({ today }: ScenarioWorld, { formulaType }: CatalogField, value: unknown): string | undefined {
  if (formulaType.kind !== 'date' || typeof value !== 'string') return undefined
  const days = Math.round((Date.parse(value) - Date.parse(today)) / 86_400_000)
  return `D${days < 0 ? '' : '+'}${days} (${value})`
}

const longest = 120

/** A value in a sentence; lookups by the names of the scenario, or by their titles. */
function shown(value: unknown, world?: ScenarioWorld): string {
  if (isBlank(value)) return 'null'
  const text = isReference(value) ? nameOf(value, world) : (JSON.stringify(value) ?? '')
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}

function nameOf({ id, title }: { readonly id: string; readonly title?: unknown }, world?: ScenarioWorld): string {
  const [name] = [...(world?.names ?? [])].find(([, record]) => record.id === id) ?? []
  return name === undefined ? (typeof title === 'string' ? title : id) : `@${name}`
}
