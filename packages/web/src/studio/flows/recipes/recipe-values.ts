import { localize, type Locale, type Localized, type Texts } from '@tessera/metadata'
import type { FieldModel, ObjectModel } from '@/model/objects'
import { quoteText } from '../conditions/formula-literal'
import type { Recipe, RecipeChoice } from './recipe'

export interface RecipeOption {
  readonly key: string
  readonly label: Localized
  readonly color?: string | undefined
}

const yesNo: readonly RecipeOption[] = [
  { key: 'true', label: { 'zh-CN': '是', en: 'Yes' } },
  { key: 'false', label: { 'zh-CN': '否', en: 'No' } },
]

/** What a field can become. */
export function optionsOf(field: FieldModel | undefined): readonly RecipeOption[] {
  if (field?.type === 'boolean') return yesNo
  return Array.isArray(field?.document.options) ? (field.document.options as readonly RecipeOption[]) : []
}

/** Fields that a line of the sheet offers, the object's own before those every record has. */
export function fieldsFor(
  recipe: Recipe,
  need: 'field' | 'dateField' | 'target',
  object: ObjectModel | undefined,
): readonly FieldModel[] {
  return object?.fields.filter((field) => recipe.fits(need, field)) ?? []
}

/** The answers after the module was chosen: what can be guessed is filled in, what a person must know is left open. */
export function choiceFor(recipe: Recipe, object: ObjectModel, before: RecipeChoice): RecipeChoice {
  const first = (need: 'field' | 'dateField' | 'target'): string => {
    const fields = recipe.needs.includes(need) ? fieldsFor(recipe, need, object) : []
    const known = fields.find(({ key }) => key === before[need])
    return (known ?? fields.find(({ isSystem }) => !isSystem) ?? fields[0])?.key ?? ''
  }
  const field = first('field')
  const option = optionsOf(object.fieldsByKey.get(field)).some(({ key }) => key === before.option) ? before.option : ''
  const person = peopleOf(object).some(({ value }) => value === before.person) ? before.person : 'owner'
  return {
    ...before,
    object: object.key,
    field,
    option,
    person,
    dateField: first('dateField'),
    target: first('target'),
  }
}

/** Who can be told or get the task: the owner, people of the record, whoever set it off. */
export function peopleOf(object: ObjectModel): readonly { readonly value: string; readonly label: Localized }[] {
  const own = object.fields.filter(({ type, isSystem }) => type === 'user' && !isSystem)
  return [
    { value: 'owner', label: { 'zh-CN': '负责人', en: 'Owner' } },
    ...own.map(({ key, label }) => ({ value: key, label })),
    { value: 'createdBy', label: { 'zh-CN': '创建人', en: 'Creator' } },
    { value: 'me', label: { 'zh-CN': '操作人', en: 'Whoever did it' } },
  ]
}

/** Is every line answered? */
export function isAnswered(recipe: Recipe, choice: RecipeChoice): boolean {
  return choice.object !== '' && recipe.needs.every((need) => isFilled(need, choice))
}

function isFilled(need: Recipe['needs'][number], choice: RecipeChoice): boolean {
  if (need === 'days') return Number.isInteger(choice.days) && choice.days >= 0
  if (need === 'url') return /^https?:\/\/[^\s/]+/.test(choice.url)
  // Texts have a proposal that stands in for what is left blank.
  return need === 'task' || need === 'message' || choice[need] !== ''
}

/** The condition «field is option». */
export function becomes({ field, option }: RecipeChoice, object: ObjectModel): string {
  if (object.fieldsByKey.get(field)?.type === 'boolean') return option === 'true' ? field : `not ${field}`
  return `${field} = ${quoteText(option)}`
}

export function labelIn(object: ObjectModel, key: string, locale: Locale): string {
  return localize(object.fieldsByKey.get(key)?.label ?? key, locale)
}

export function optionIn(object: ObjectModel, { field, option }: RecipeChoice, locale: Locale): string {
  const found = optionsOf(object.fieldsByKey.get(field)).find(({ key }) => key === option)
  return localize(found?.label ?? option, locale)
}

/** A text per language. */
export function bilingual(say: (locale: Locale) => string): Texts {
  return { 'zh-CN': say('zh-CN'), en: say('en') }
}

/** Formula of a text that ends with the name of the record: `"故障：" & name`. */
export function withTitle(text: string, { titleField }: ObjectModel): string {
  if (titleField === undefined) return quoteText(text)
  return ['text', 'companyName', 'longText', 'autoNumber', 'email', 'phone', 'url', 'number', 'date'].includes(
    titleField.type,
  )
    ? `${quoteText(text)} & ${titleField.key}`
    : quoteText(text)
}
