import type { FieldProblem } from '../errors/field-problem.js'
import type { Localized, Texts } from '../text/localized.js'
import type { JsonSchema } from './json-schema.js'

export type ActionGroup = 'logic' | 'record' | 'person' | 'outside'

/** One way out of a node; its key is a name in the node's `next`. */
export interface ActionPort {
  readonly key: string
  readonly title: Texts
}

/** What a sentence may ask about the names behind a configuration. Unknown keys come back as they are. */
export interface SentenceNames {
  object(key: string): string
  /** A field of an object; without one, of the workflow's object. */
  field(key: string, object?: string): string
  /** A formula in plain words. */
  formula(text: string, object?: string): string
  /** Label of the option a value stands for in a field with options; undefined where the field has none such. */
  option(field: string, value: string, object?: string): string | undefined
  /** Label of another node of the graph. */
  node(id: string): string
}

/**
 * A kind of workflow node: what it asks for, where it leads, how it reads as a sentence. Data and small pure functions, one
 * folder of blocks/src/actions each; what it does lies in the `server.ts` beside it.
 *
 * Properties of `configSchema` that refer to something have the names that metadata's `documentStructures` lists
 * (`object`, `when`, `filter`, `values/*`, …), so that renames, usages and checks work without extra code. The annotation
 * `x-input` says which editor the properties panel shows: 'formula', 'text' (a formula that gives text), 'object', 'field',
 * 'fields', 'values' (rows of field and formula), 'people' (formulas that give persons), 'node' (an earlier node that gives
 * records), 'duration' (beside a `unit`), 'sort', 'headers' (rows of name and formula), 'cron', 'localized'; without it the
 * JSON type decides. A formula with `x-about: 'object'` is about the object that the configuration names. `title` and
 * `description` of a property are `{ 'zh-CN', en }` under `x-title` and `x-help`; `x-options` words the values of an enum.
 */
export interface ActionDefinition<C = Record<string, unknown>> {
  readonly name: string
  readonly title: Texts
  readonly help: Texts
  /** Other words people look for. */
  readonly aliases: readonly string[]
  readonly icon: string
  readonly group: ActionGroup
  readonly configSchema: JsonSchema
  readonly ports: readonly ActionPort[]
  /** Where it may stand: in a run after the commit, in a rule before saving, or both. */
  readonly phases: readonly ('run' | 'beforeSave')[]
  /**
   * What it means inside a save, where the engine carries it out itself: `branch` leaves by its first port where `when` holds
   * and by its second where not; `set` gives fields the values of its `values`, each seeing those above it; `refuse` refuses the
   * save with `message`, at `field`. Needed when `phases` has 'beforeSave'.
   */
  readonly beforeSave?: 'branch' | 'set' | 'refuse'
  /** What a new node of this kind starts with. */
  readonly initialConfig: C
  /** What the schema cannot say; paths are JSON pointers into the configuration. Asked only when the schema holds. */
  check?(config: C): readonly FieldProblem[]
  /** One sentence in the reader's language, for example «创建维修任务，负责人为「负责人」». */
  sentence(config: C, names: SentenceNames, locale: 'zh-CN' | 'en'): string
}

/** When a workflow starts; one folder of blocks/src/triggers each. */
export interface TriggerDefinition<T = Record<string, unknown>> {
  /** The `type` of the trigger in the document. */
  readonly name: string
  readonly title: Texts
  readonly help: Texts
  readonly aliases: readonly string[]
  readonly icon: string
  /** Of the trigger without `type`; see `ActionDefinition.configSchema`. */
  readonly schema: JsonSchema
  readonly needsObject: boolean
  readonly phase: 'run' | 'beforeSave'
  /** What the schema cannot say; paths are JSON pointers into the trigger. Asked only when the schema holds. */
  check?(trigger: T): readonly FieldProblem[]
  sentence(trigger: T, object: Localized | undefined, names: SentenceNames, locale: 'zh-CN' | 'en'): string
}

/** Actions and triggers by name, as a registry holds them. */
export type ActionDefinitions = ReadonlyMap<string, ActionDefinition>
export type TriggerDefinitions = ReadonlyMap<string, TriggerDefinition>

/** Declares an action. The registry holds many shapes, so the type of the configuration is erased here, once. */
export function defineAction<C>(definition: ActionDefinition<C>): ActionDefinition {
  return definition as unknown as ActionDefinition
}

/** Declares a trigger; see `defineAction` about the type. */
export function defineTrigger<T>(definition: TriggerDefinition<T>): TriggerDefinition {
  return definition as unknown as TriggerDefinition
}
