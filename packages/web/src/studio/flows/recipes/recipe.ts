import type { Locale, Texts, WorkflowDocument } from '@tessera/metadata'
import type { FieldModel, ObjectModel } from '@/model/objects'

/** What a recipe asks: each is one line of its sheet. */
export type RecipeNeed = 'field' | 'option' | 'dateField' | 'days' | 'target' | 'person' | 'task' | 'message' | 'url'

/** The answers. Fields by key; what is not asked stays blank. */
export interface RecipeChoice {
  readonly object: string
  readonly field: string
  /** Key of an option, or 'true' and 'false'. */
  readonly option: string
  readonly dateField: string
  readonly days: number
  /** The field that must be filled in, or is filled in. */
  readonly target: string
  /** A formula that gives a person. */
  readonly person: string
  /** What the task is called. */
  readonly task: string
  readonly message: string
  readonly url: string
}

/** What a recipe makes of the answers: the workflow without its key. */
export type RecipeFlow = Omit<WorkflowDocument, 'key'>

export interface Recipe {
  readonly id: string
  readonly icon: string
  /** As a sentence: what it does. */
  readonly title: Texts
  readonly help: Texts
  readonly needs: readonly RecipeNeed[]
  /** `days` are those from one time to the next, `dateField` is when they begin; else so many days before a date. */
  readonly isRepeated?: boolean
  /** Fields that can be the one that is watched, filled in, and so on. */
  fits(need: RecipeNeed, field: FieldModel): boolean
  /** `locale`: the language of the texts that people will read in notices and tasks. */
  make(choice: RecipeChoice, object: ObjectModel, locale: Locale): RecipeFlow
}

export const emptyChoice: RecipeChoice = {
  object: '',
  field: '',
  option: '',
  dateField: '',
  days: 3,
  target: '',
  person: 'owner',
  task: '',
  message: '',
  url: 'https://',
}
