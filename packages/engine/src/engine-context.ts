import type { Pool } from 'pg'
import type { ActionDefinitions, TriggerDefinitions } from '@tessera/metadata'
import { authorId } from './access/actor.js'
import { isInScope, reachOf } from './access/organisation.js'
import { subjectsOf } from './access/subjects.js'
import type { AutomationPort } from './automation-contract.js'
import type { Catalog } from './catalog/catalog.js'
import type { CatalogCache } from './catalog/catalog-cache.js'
import type { Actor, EngineLog, FieldTypeRegistry } from './contract.js'
import type { SecretBox } from './encryption/secret-box.js'
import type { RuntimeValues } from './storage/statement.js'

/** What an engine without workflows can do without. */
export interface AutomationParts {
  readonly actions?: ActionDefinitions | undefined
  readonly triggers?: TriggerDefinitions | undefined
  readonly automation?: AutomationPort | undefined
  /** Tells whoever asked that something was committed in a workspace. */
  readonly onCommit?: ((workspace: string) => void) | undefined
}

/** What every part of the engine holds: made once by `createEngine`. */
export interface EngineContext extends AutomationParts {
  readonly pool: Pool
  readonly fieldTypes: FieldTypeRegistry
  readonly secret: Uint8Array
  /** Seals what is kept for others. */
  readonly vault: SecretBox
  readonly clock: () => Date
  readonly log: EngineLog
  readonly catalogs: CatalogCache
  /** Search tables that are known to hold every record, qualified: names are never used twice. */
  readonly filledSearches: Set<string>
}

/** The runtime bindings of one request: its moment, its day in the workspace's zone, its actor. */
export function runtimeValues(context: EngineContext, catalog: Catalog, actor: Actor): RuntimeValues {
  const now = context.clock()
  const { timeZone, calendar } = catalog.workspace
  return {
    me: authorId(actor),
    now: now.getTime(),
    // Costs 4 µs in Intl, and few statements ask for it.
    get today() {
      return dayIn(timeZone, now)
    },
    timeZone,
    weekend: calendar.weekend,
    holidays: calendar.holidays,
    workdays: calendar.workdays,
    get subordinates() {
      return reachOf(catalog.organisation, actor.id).literals.subordinates
    },
    get department() {
      return reachOf(catalog.organisation, actor.id).literals.department
    },
    get departmentTree() {
      return reachOf(catalog.organisation, actor.id).literals.departmentTree
    },
    reaches: (scope, owner) => isInScope(reachOf(catalog.organisation, actor.id), authorId(actor) ?? '', scope, owner),
    get subjects() {
      return subjectsOf(catalog, actor)
    },
  }
}

/** Of whoever asks for nobody's records by whose they are: formulas of runs. */
export const noReach: Pick<RuntimeValues, 'subordinates' | 'department' | 'departmentTree' | 'reaches' | 'subjects'> = {
  subordinates: '{}',
  department: '{}',
  departmentTree: '{}',
  reaches: () => false,
  subjects: [],
}

const dayFormats = new Map<string, Intl.DateTimeFormat>()

/** The day of an instant in a zone: 'yyyy-MM-dd'. */
export function dayIn(timeZone: string, at: Date): string {
  let format = dayFormats.get(timeZone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    dayFormats.set(timeZone, format)
  }
  return format.format(at)
}
