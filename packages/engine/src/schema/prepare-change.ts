import type { Hazard, Usage } from '@tessera/metadata'
import type { Actor } from '../contract.js'
import { compileCatalog } from '../catalog/compile-catalog.js'
import type { Catalog } from '../catalog/catalog.js'
import type { StoredState } from '../catalog/load-catalog.js'
import type { EngineContext } from '../engine-context.js'
import { runtimeValues } from '../engine-context.js'
import type { Queryable } from '../storage/statement.js'
import { findBackfills } from './backfills.js'
import { brokenReferences } from './broken-references.js'
import { compileNext } from './compile-next.js'
import { dataQuestions } from './data-hazards.js'
import { askData } from './data-questions.js'
import { documentChanges } from './document-changes.js'
import { hiddenUsages } from './hidden-usages.js'
import { unfinishedColumns } from './job-rows.js'
import type { Ledger } from './ledger.js'
import { planSteps } from './plan-steps.js'
import type { PreparedChange, Proposal } from './prepared-change.js'
import { removedOptions, withRemovedOptions } from './removed-options.js'
import { renameHazards } from './rename-hazards.js'
import { summarizeChanges } from './summarize-changes.js'
import { refuseFullTables } from './refuse-full-tables.js'
import { tableSizes } from './table-sizes.js'
import { tablesToLock } from './tables-to-lock.js'
import { whatGoesLater } from './what-goes-later.js'

export interface PrepareInput {
  readonly context: EngineContext
  readonly db: Queryable
  readonly actor: Actor
  readonly state: StoredState
  readonly ledger: Ledger
}

/**
 * Works out what a set of documents means for the workspace as it is: steps, hazards with records that show them, usages,
 * and the acts on PostgreSQL. Writes nothing.
 */
export async function prepareChange(input: PrepareInput, proposal: Proposal): Promise<PreparedChange> {
  const { context, db, actor, state, ledger } = input
  const known = context.catalogs.known(state.workspace.key)
  const now =
    known?.revision === state.revision ? known : compileCatalog({ ...state, fieldTypes: context.fieldTypes }).catalog
  const removed = removedOptions(state.documents, proposal.documents)
  const { next, parts, problems } = compileNext(
    context,
    state,
    proposal,
    withRemovedOptions(state.hiddenOptions, removed),
  )
  const documents = documentChanges(state.documents, proposal.documents)
  await refuseFullTables(db, next, parts)
  const sizes = await tableSizes(db, now.workspace.schema, tablesOf(now, next))
  const unfinished = await unfinishedColumns(db, state.workspace.key, state.physical)
  const backfills = findBackfills(now, next, parts, sizes, unfinished)
  const later = whatGoesLater(next, parts, backfills, sizes)
  const wasThere = (documentId: string, partId: string): boolean => ledger.has(documentId, partId)
  const broken = brokenReferences(proposal.documents, problems)
  const asked = await askData(db, now, runtimeValues(context, now, actor), dataQuestions(now, next, parts))
  return {
    now,
    next,
    plan: {
      base: state.revision,
      steps: planSteps({ now, next, documents, parts, backfills, later, sizes, wasThere }),
      hazards: bySeverity([...proposal.hazards, ...broken.hazards, ...asked, ...renameHazards(documents)]),
      usages: distinctUsages([...broken.usages, ...hiddenUsages(state.documents, documents)]),
    },
    documents,
    parts,
    removedOptions: removed,
    backfills,
    later,
    locks: tablesToLock(now, next, documents, parts, backfills, later.indexes),
    summary: summarizeChanges(documents, wasThere),
  }
}

const tablesOf = (...catalogs: readonly Catalog[]): string[] => [
  ...new Set(catalogs.flatMap((catalog) => [...catalog.objects.values()].map(({ tableName }) => tableName))),
]

const severities = ['block', 'warn', 'info']

/** What must be repaired first, then what must be accepted; one hazard per id. */
function bySeverity(hazards: readonly Hazard[]): Hazard[] {
  const distinct = [...new Map(hazards.map((hazard) => [hazard.id, hazard])).values()]
  return distinct.sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity))
}

const distinctUsages = (usages: readonly Usage[]): Usage[] => [
  ...new Map(usages.map((usage) => [`${usage.kind}/${usage.key}${usage.path}`, usage])).values(),
]
