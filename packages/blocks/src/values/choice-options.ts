import type { FormulaType } from '@tessera/formula'
import {
  isStorableText,
  keyPattern,
  locales,
  localize,
  nearest,
  type AnyProblem,
  type JsonSchema,
  type Localized,
} from '@tessera/metadata'
import { labelSchema } from './label-schema.js'

/** One choice of a select field. An option that a document no longer lists is hidden: records keep it, nobody sets it. */
export interface Choice {
  /** Added by the engine when a document is stored. */
  readonly id?: string
  readonly key: string
  readonly label: Localized
  readonly color?: string
  /** Keys of options that are gone and that this one stands for: what records held becomes this one when it is published. */
  readonly replaces?: readonly string[]
}

export interface ChoiceOptions {
  readonly options: readonly Choice[]
}

/** Schema of `ChoiceOptions`, the properties of select and multi-select fields. */
export const choiceOptionsSchema: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['options'],
  properties: {
    options: {
      type: 'array',
      maxItems: 500,
      'x-input': 'options',
      'x-title': { 'zh-CN': '选项', en: 'Options' },
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['key', 'label'],
        properties: {
          id: { type: 'string', minLength: 1, maxLength: 40 },
          key: { type: 'string', pattern: keyPattern },
          label: labelSchema,
          color: { type: 'string', examples: ['#2f6fed'], pattern: '^(#[0-9A-Fa-f]{6}|[a-z]{1,20})$' },
          replaces: { type: 'array', maxItems: 100, uniqueItems: true, items: { type: 'string', pattern: keyPattern } },
        },
      },
    },
  },
}

/** The option type of formulas; until a document is stored an option's id is its key. */
export function optionType({ options }: ChoiceOptions, field: { readonly id: string }): FormulaType {
  return {
    kind: 'option',
    field: field.id,
    options: options.map((choice) => ({
      id: choice.id ?? choice.key,
      key: choice.key,
      label: localize(choice.label, 'zh-CN'),
    })),
  }
}

export function choiceKeys({ options }: ChoiceOptions): string[] {
  return options.map(({ key }) => key)
}

/** So many options are named to whoever missed them. */
const mostNamed = 6

/**
 * Why `key` cannot be written, or undefined when it is a live option.
 *
 * @param choosable the options to be named instead: those of a tree that have none below
 */
export function refuseUnknownKey(
  key: string,
  { options }: ChoiceOptions,
  choosable: readonly Choice[] = options,
): AnyProblem | undefined {
  if (options.some((choice) => choice.key === key)) return undefined
  if (!isStorableText(key)) return { code: 'text.invalid' }
  const value = [...key].slice(0, 40).join('')
  const didYouMean = choosable.find((choice) => hasLabel(choice, key)) ?? nearestChoice(key, choosable)
  return {
    code: 'option.unknown',
    details: {
      value,
      didYouMean: didYouMean && named(didYouMean),
      options: choosable.slice(0, mostNamed).map(named),
      count: choosable.length,
    },
  }
}

const named = ({ key, label }: Choice): Pick<Choice, 'key' | 'label'> => ({ key, label })

/** The option whose key or label, in any language, is so near that one may have meant it. */
function nearestChoice(text: string, options: readonly Choice[]): Choice | undefined {
  const names = new Map<string, Choice>()
  for (const choice of options)
    for (const name of [choice.key, ...locales.map((locale) => localize(choice.label, locale))])
      if (!names.has(name)) names.set(name, choice)
  const found = nearest(text, names.keys())
  return found === undefined ? undefined : names.get(found)
}

/** The option a cell names by its key or by its label in any language, without regard to case; else undefined. */
export function choiceOfCell(cell: string, { options }: ChoiceOptions): Choice | undefined {
  const text = cell.normalize('NFC').trim()
  const lower = text.toLowerCase()
  return (
    options.find(({ key }) => key === text) ??
    options.find((choice) => hasLabel(choice, text)) ??
    options.find(({ key }) => key.toLowerCase() === lower)
  )
}

function hasLabel(choice: Choice, text: string): boolean {
  return locales.some((locale) => localize(choice.label, locale).toLowerCase() === text.toLowerCase())
}
