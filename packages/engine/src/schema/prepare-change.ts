import type { Hazard, Usage } from '@tessera/metadata'
import type { Actor } from '../contract.js'
import type { Catalog, CatalogField } from '../catalog/catalog.js'
import type { StoredState } from '../catalog/load-catalog.js'
import type { EngineContext } from '../engine-context.js'
import { runtimeValues } from '../engine-context.js'
import type { Queryable } from '../storage/statement.js'
import { fieldsToFill, findBackfills, searchFills } from './backfills.js'
import { brokenReferences } from './broken-references.js'
import { compileProposal } from './compile-proposal.js'
import { conversionHazards } from './conversions/conversion-hazards.js'
import { dataQuestions } from './data-hazards.js'
import { askData } from './data-questions.js'
import { duplicateHazards } from './duplicate-hazards.js'
import { hiddenUsages } from './hidden-usages.js'
import { changedObjects } from './installed.js'
import type { Installed } from './installed.js'
import { unfinishedColumns } from './job-rows.js'
import type { Ledger } from './ledger.js'
import type { PartChange } from './physical-part.js'
import { planSteps } from './plan-steps.js'
import type { PreparedChange, Proposal } from './prepared-change.js'
import { renameHazards } from './rename-hazards.js'
import { summarizeChanges } from './summarize-changes.js'
import { refuseFullTables } from './refuse-full-tables.js'
import { tableSizes } from './table-sizes.js'
import { tablesToLock } from './tables-to-lock.js'
import { unreachableHazards } from './unreachable-hazards.js'
import { waitingRunHazards } from './waiting-run-hazards.js'
import { whatGoesLater } from './what-goes-later.js'

export interface PrepareInput {
  readonly context: EngineContext
  readonly db: Queryable
  readonly actor: Actor
  readonly state: StoredState
  /** The same with its catalog. */
  readonly installed: Installed
  readonly ledger: Ledger
}

/**
 * Works out what a set of documents means for the workspace as it is: steps, hazards with records that show them, usages,
 * and the acts on PostgreSQL. Writes nothing.
 */
export async function prepareChange(input: PrepareInput, proposal: Proposal): Promise<PreparedChange> {
  const { context, db, actor, state, installed, ledger } = input
  const now = installed.catalog
  const compiled = compileProposal(input, proposal)
  const { wanted, documents, removed, hiddenOptions, next, parts, conversions, physical, problems } = compiled
  await refuseFullTables(db, next, parts)
  const unfinished = await unfinishedColumns(db, state.workspace.key, state.physical)
  const fills = fieldsToFill(now, next, parts, unfinished)
  const sizes = await tableSizes(db, now.workspace.schema, tablesToMeasure(now, next, parts, fills))
  const computed = findBackfills(next, fills, sizes)
  const backfills = [...computed, ...searchFills(next, parts, unfinished, computed, sizes)]
  const later = whatGoesLater({ next, parts, backfills, conversions, sizes })
  const wasThere = (documentId: string, partId: string): boolean => ledger.has(documentId, partId)
  const broken = brokenReferences(wanted, problems)
  const runtime = runtimeValues(context, now, actor)
  const asked = await askData(db, now, runtime, dataQuestions(now, next, parts))
  const alike = await duplicateHazards(db, now, next, runtime, parts)
  const converted = await conversionHazards({ db, catalog: now, runtime }, next, conversions)
  const waiting = await waitingRunHazards(db, now.workspace.schema, documents, removed)
  return {
    now,
    next,
    installed: {
      state: {
        workspace: next.workspace,
        revision: next.revision,
        documents: next.documents,
        physical,
        hiddenOptions,
      },
      catalog: next,
      isComplete: true,
    },
    plan: {
      base: state.revision,
      steps: planSteps({ now, next, documents, parts, backfills, conversions, later, sizes, wasThere }),
      hazards: bySeverity([
        ...proposal.hazards,
        ...broken.hazards,
        ...asked,
        ...alike,
        ...converted,
        ...renameHazards(documents),
        ...unreachableHazards(documents),
        ...waiting,
      ]),
      usages: distinctUsages([...broken.usages, ...hiddenUsages(state.documents, documents)]),
    },
    documents,
    parts,
    removedOptions: removed,
    backfills,
    conversions,
    later,
    locks: tablesToLock(now, next, documents, parts, backfills, later.indexes),
    summary: summarizeChanges(documents, wasThere),
    ...(proposal.template === undefined ? {} : { template: proposal.template }),
  }
}

/** Names of the tables whose size decides something: of objects that change, that are filled, and of the children of these. */
function tablesToMeasure(
  now: Catalog,
  next: Catalog,
  parts: readonly PartChange[],
  fills: readonly CatalogField[],
): string[] {
  const objects = changedObjects(now, next)
  for (const { part } of parts) objects.add(part.objectId)
  for (const { object, rollup } of fills) for (const id of [object, rollup?.child]) objects.add(id ?? object)
  const tables = [...objects].flatMap((id) => [now.objects.get(id)?.tableName, next.objects.get(id)?.tableName])
  return [...new Set(tables.filter((table) => table !== undefined))]
}

const severities = ['block', 'warn', 'info']

/** What must be repaired first, then what must be accepted; one hazard per id. */
function bySeverity(hazards: readonly Hazard[]): Hazard[] {
  const distinct = [...new Map(hazards.map((hazard) => [hazard.id, hazard])).values()]
  return distinct.sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity))
}

const distinctUsages = (usages: readonly Usage[]): Usage[] => [
  ...new Map(usages.map((usage) => [`${usage.kind}/${usage.key}${usage.path}`, usage])).values(),
]
