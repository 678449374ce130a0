import { functions, usageOf, type FunctionDefinition } from '@tessera/formula'
import { localize, locales, type Locale, type Localized } from '@tessera/metadata'
import { hasValue, type FieldModel, type ObjectModel } from '@/model/objects'
import { findRank } from '../find-rank'
import { placeAt, type FormulaPlace } from './formula-place'
import { fieldAt, objectAt, type FormulaWorld } from './resolve-path'

/** One proposal while a formula is written. */
export interface Proposal {
  readonly kind: 'field' | 'option' | 'function' | 'word'
  /** What is written in place of `from` … cursor. */
  readonly text: string
  /** How far before the end of `text` the cursor goes: into the brackets of a function. */
  readonly back: number
  /** What people read first: a label, or the name of a function. */
  readonly title: string
  /** The key, when the title is a label. */
  readonly detail: string
  /** One line: what a function gives, how it is called. */
  readonly help: string
  /** Type of a field. */
  readonly type: string | undefined
}

export interface Proposals {
  readonly from: number
  readonly list: readonly Proposal[]
}

type Ranked = Proposal & { readonly rank: number }

const most = 60

const words: readonly (readonly [text: string, zh: string, en: string])[] = [
  ['and', '并且', 'and: both hold'],
  ['or', '或者', 'or: one of them holds'],
  ['not', '并非', 'not: it does not hold'],
  ['in', '是其中之一', 'is one of a list'],
  ['true', '是', 'yes'],
  ['false', '否', 'no'],
  ['blank', '空', 'nothing'],
]

/**
 * What may be written at a place of a formula: fields by label and key, fields behind a lookup, options beside a select,
 * functions with one line of help, words of the language. `asked`: the person asked for it (Ctrl+Space), so even without a
 * word there is a list. Best first; Shape: at `amo|` → [{ text: 'amount', title: '金额', detail: 'amount', … }].
 */
export function formulaProposals(
  text: string,
  position: number,
  world: FormulaWorld,
  locale: Locale,
  asked: boolean,
): Proposals | undefined {
  const place = placeAt(text, position)
  const found = proposalsAt(place, world, locale, asked)
  if (found.length === 0) return undefined
  const list = [...found].sort((a, b) => a.rank - b.rank).slice(0, most)
  return { from: place.from, list }
}

function proposalsAt(place: FormulaPlace, world: FormulaWorld, locale: Locale, asked: boolean): readonly Ranked[] {
  if (place.kind === 'text') return optionProposals(place, world, locale)
  if (place.kind === 'after dot') {
    const object = place.path === undefined ? undefined : objectAt(world, place.path)
    return object === undefined ? [] : fieldProposals(object, place.word, locale)
  }
  const beside = optionProposals(place, world, locale)
  if (place.word === '' && !asked) return beside
  const object = world.objects.get(world.object)
  if (place.isAfterOperand) return place.word === '' ? wordProposals(place.word, world, locale, true) : []
  return [
    ...beside,
    ...(object === undefined ? [] : fieldProposals(object, place.word, locale)),
    ...wordProposals(place.word, world, locale, false),
    ...functionProposals(place.word, world, locale),
  ]
}

function namesOf(label: Localized, key: string): readonly string[] {
  return [...locales.map((locale) => localize(label, locale)), key]
}

function fieldProposals(object: ObjectModel, word: string, locale: Locale): readonly Ranked[] {
  return object.fields.filter(hasValue).flatMap((field): Ranked[] => {
    const rank = findRank(word, namesOf(field.label, field.key))
    if (rank === undefined) return []
    const title = localize(field.label, locale)
    // System fields stand behind the object's own.
    const order = rank + (field.isSystem ? 0.5 : 0)
    return [
      { kind: 'field', text: field.key, back: 0, title, detail: field.key, help: '', type: field.type, rank: order },
    ]
  })
}

interface DocumentOption {
  readonly key: string
  readonly label: Localized
}

function optionsOf(field: FieldModel): readonly DocumentOption[] {
  const options = field.document.options
  return Array.isArray(options) ? (options as readonly DocumentOption[]) : []
}

/** Options of the select beside the place, yes and no beside a yes/no field, `me` beside a person. */
function optionProposals(place: FormulaPlace, world: FormulaWorld, locale: Locale): readonly Ranked[] {
  const field = place.beside === undefined ? undefined : fieldAt(world, place.beside)
  if (field === undefined) return []
  const simple = (text: string, title: string): Ranked[] => {
    const rank = findRank(place.word, [text, title])
    return rank === undefined ? [] : [{ ...plain('option', text, title), rank: rank - 10 }]
  }
  if (place.kind !== 'text' && field.type === 'boolean') {
    return locale === 'en'
      ? [...simple('true', 'yes'), ...simple('false', 'no')]
      : [...simple('true', '是'), ...simple('false', '否')]
  }
  if (place.kind !== 'text' && field.target === 'user' && world.allow.me) {
    return simple('me', locale === 'en' ? 'the current user' : '当前用户')
  }
  if (place.kind !== 'text' && field.targets !== undefined) {
    return field.targets.flatMap((key) => simple(key, localize(world.objects.get(key)?.label ?? key, locale)))
  }
  const quote = place.quote ?? '"'
  return optionsOf(field).flatMap(({ key, label }): Ranked[] => {
    const rank = findRank(place.word, namesOf(label, key))
    if (rank === undefined) return []
    const text = place.kind === 'text' ? `${key}${quote}` : `"${key}"`
    return [{ ...plain('option', text, localize(label, locale)), detail: key, rank: rank - 10 }]
  })
}

function plain(kind: Proposal['kind'], text: string, title: string): Proposal {
  return { kind, text, back: 0, title, detail: title === text ? '' : text, help: '', type: undefined }
}

function wordProposals(word: string, world: FormulaWorld, locale: Locale, isOperator: boolean): readonly Ranked[] {
  const chosen = isOperator
    ? words.slice(0, 4).filter(([text]) => text !== 'not')
    : words.filter(([text]) => text !== 'in')
  const worldly: typeof words = [
    ...(world.allow.me ? ([['me', '当前用户', 'the current user']] as const) : []),
    ...(world.allow.old ? ([['old', '修改前的记录', 'the record before the change']] as const) : []),
  ]
  return [...chosen, ...(isOperator ? [] : worldly)].flatMap(([text, zh, en]): Ranked[] => {
    const rank = findRank(word, [text, zh])
    if (rank === undefined || (word !== '' && rank > 1)) return []
    return [{ ...plain('word', text, text), help: locale === 'en' ? en : zh, rank: rank + 0.6 }]
  })
}

function functionProposals(word: string, world: FormulaWorld, locale: Locale): readonly Ranked[] {
  return functions.flatMap((definition): Ranked[] => {
    if (definition.needsOld === true && !world.allow.old) return []
    const rank = findRank(word, [definition.name])
    const inHelp =
      rank === undefined && word.length > 1 && definition.doc[locale].toLowerCase().includes(word.toLowerCase())
    if (rank === undefined && !inHelp) return []
    return [{ ...functionProposal(definition, locale), rank: (rank ?? 6) + 0.7 + definition.name.length / 1000 }]
  })
}

function functionProposal(definition: FunctionDefinition, locale: Locale): Proposal {
  const takesNothing = definition.overloads.every(({ args }) => args.length === 0)
  return {
    kind: 'function',
    text: `${definition.name}()`,
    back: takesNothing ? 0 : 1,
    title: definition.name,
    detail: usageOf(definition).slice(definition.name.length),
    help: definition.doc[locale],
    type: undefined,
  }
}
