/**
 * @tessera/blocks/definitions: every built-in extension as data, for any environment; one folder each. Field types lie in
 * fields/<name>, workflow nodes in actions/<name>, what starts workflows in triggers/<name>: `definition.ts` (what it is),
 * `server.ts` (how PostgreSQL keeps a field, what an action wants done), `examples.ts` (tests, reference, previews).
 * `values/`, `storage/`, `schemas/` and `sentences/` hold pure pieces that several share. To add one, copy the `_template`
 * or the nearest folder and run `npm run gen`.
 */
import type { ActionDefinition, FieldTypeDefinition, TriggerDefinition } from '@tessera/metadata'
import { actionDefinitionList, fieldDefinitions, triggerDefinitionList } from './definitions.gen.js'

const byName = <D extends { readonly name: string }>(definitions: readonly D[]): ReadonlyMap<string, D> =>
  new Map(definitions.map((definition) => [definition.name, definition]))

/** Field types by the `type` of field documents. */
export const fieldTypeDefinitions: ReadonlyMap<string, FieldTypeDefinition> = byName(fieldDefinitions)

/** Actions by the `type` of workflow nodes. */
export const actionDefinitions: ReadonlyMap<string, ActionDefinition> = byName(actionDefinitionList)

/** Triggers by the `type` of a workflow's trigger. */
export const triggerDefinitions: ReadonlyMap<string, TriggerDefinition> = byName(triggerDefinitionList)

export { autoNumberPeriod, formatAutoNumber } from './fields/auto-number/number-format.js'
