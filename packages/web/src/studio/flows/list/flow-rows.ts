import type { Locale, WorkflowDocument, WorkflowHealth } from '@tessera/metadata'
import { findRank } from '../../find-rank'
import type { FlowWorld } from '../flow-world'
import { flowSummary } from '../words/flow-sentences'
import { localize } from '@tessera/metadata'

/** A workflow as the list of automations shows it. */
export interface FlowRow {
  readonly key: string
  readonly name: string
  readonly icon: string
  readonly sentence: string
  /** Undefined: it is about no module. */
  readonly object: { readonly key: string; readonly label: string; readonly icon: string } | undefined
  /** It names a module that is not there. */
  readonly isOrphan: boolean
  readonly isActive: boolean
  /** Not published yet, or published differently. */
  readonly draft: 'new' | 'changed' | undefined
  /** Undefined while the numbers are not there. */
  readonly health: WorkflowHealth | undefined
  readonly problems: number
}

interface Entry {
  readonly document: WorkflowDocument
  readonly isNew: boolean
  readonly isChanged: boolean
  readonly problems: number
}

/** Rows for all workflows, those that fail first, then by name. */
export function flowRows(
  entries: readonly Entry[],
  health: readonly WorkflowHealth[] | undefined,
  world: FlowWorld,
  locale: Locale,
): readonly FlowRow[] {
  const byKey = new Map(health?.map((line) => [line.key, line]))
  const rows = entries.map(({ document, isNew, isChanged, problems }): FlowRow => {
    const object = world.objects.get(document.object ?? '')
    return {
      key: document.key,
      name: localize(document.label, locale),
      icon: world.triggers.get(document.trigger.type)?.icon ?? 'zap',
      sentence: flowSummary(document, world, locale),
      object:
        object === undefined
          ? undefined
          : { key: object.key, label: localize(object.label, locale), icon: object.icon },
      isOrphan: object === undefined && document.object !== undefined,
      isActive: document.active,
      draft: isNew ? 'new' : isChanged ? 'changed' : undefined,
      health: byKey.get(document.key),
      problems,
    }
  })
  const collator = new Intl.Collator(locale)
  return rows.sort(
    (a, b) =>
      Number(isFailing(b)) - Number(isFailing(a)) || collator.compare(a.name, b.name) || a.key.localeCompare(b.key),
  )
}

/** Did it fail within the last week, or was it stopped? */
export function isFailing({ health }: FlowRow): boolean {
  return health !== undefined && (health.failed7d > 0 || health.pausedUntil !== null)
}

/** What searching leaves; names before sentences. */
export function foundRows(rows: readonly FlowRow[], typed: string, onlyFailing: boolean): readonly FlowRow[] {
  const shown = onlyFailing ? rows.filter(isFailing) : rows
  if (typed.trim() === '') return shown
  return shown
    .map((row) => ({ row, rank: findRank(typed, [row.name, row.key, row.sentence, row.object?.label ?? '']) }))
    .filter((one): one is { row: FlowRow; rank: number } => one.rank !== undefined)
    .sort((a, b) => a.rank - b.rank)
    .map(({ row }) => row)
}
