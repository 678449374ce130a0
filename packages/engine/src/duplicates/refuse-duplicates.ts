import { makeFieldProblem } from '@tessera/metadata'
import type { Localized } from '@tessera/metadata'
import type { ClientBase } from 'pg'
import type { Access } from '../access/access.js'
import type { Catalog, CatalogDuplicates, CatalogObject } from '../catalog/catalog.js'
import type { RuntimeValues } from '../storage/statement.js'
import type { Actor } from '../contract.js'
import { pathOf, sameValue } from '../records/draft.js'
import type { Draft } from '../records/draft.js'
import { agreeingRecords, agreementsOf, concerns } from './agreeing-records.js'
import type { AgreeingRecord, Subject } from './agreeing-records.js'
import { rememberingValues } from './compared-values.js'
import type { CompareValue } from './compared-values.js'
import { describeMatches } from './describe-matches.js'
import { holdTokens } from './hold-tokens.js'
import { probeOf, TokenIndex } from './match-tokens.js'
import type { Probe } from './match-tokens.js'

/** What the check needs of a write. */
export interface DuplicatesWorld {
  readonly db: ClientBase
  readonly catalog: Catalog
  readonly actor: Actor
  readonly runtime: RuntimeValues
}

/** True when a save may be refused as a duplicate: it makes a record, or changes what a blocking rule compares. */
export function mayBeDuplicate(object: CatalogObject, draft: Draft): boolean {
  return blockingRules(object, draft).length > 0
}

/** The rules that may refuse a draft. A record that is not changed in what a rule compares is not judged by it again. */
function blockingRules({ duplicates }: CatalogObject, { op, before, after }: Draft): readonly CatalogDuplicates[] {
  if (op !== 'create' && op !== 'change') return []
  return duplicates.filter(({ action, fields, when }) => {
    if (action !== 'block') return false
    const changes = (id: string): boolean => !sameValue(before.get(id), after.get(id))
    return (
      op === 'create' ||
      fields.some(({ field }) => changes(field.id)) ||
      when?.paths.some(([step]) => changes(step?.field ?? '')) === true
    )
  })
}

/**
 * Refuses drafts that agree, by a rule that blocks, with a record that is there or with an earlier one of the same write. What they
 * are found by is held until the transaction ends: of two writers who save the same at once, the second sees the record of the first.
 */
export async function refuseDuplicates(
  session: DuplicatesWorld,
  object: CatalogObject,
  access: Access,
  drafts: readonly Draft[],
): Promise<void> {
  const judged = drafts.filter((draft) => draft.problems.length === 0 && mayBeDuplicate(object, draft))
  if (judged.length === 0 || object.likeness === undefined) return
  const world = { db: session.db, catalog: session.catalog, object, runtime: session.runtime }
  const valueFor = rememberingValues()
  const subjects = judged.map((draft): Subject => ({
    id: draft.id,
    values: draft.after,
    rules: blockingRules(object, draft),
  }))
  const probes = subjects.map(({ values, rules }) =>
    rules.flatMap((rule) =>
      concerns(world, rule, values) ? (probeOf(rule, (id) => values.get(id), valueFor) ?? []) : [],
    ),
  )
  await holdTokens(session.db, session.catalog, object, probes.flat())
  const found = await agreeingRecords(world, subjects, valueFor)
  // Those that this very write changes or takes away are compared as they will be.
  const written = new Set(drafts.flatMap(({ op, id }) => (op === 'create' ? [] : [id])))
  const earlier = new Earlier(probes)
  for (const [n, draft] of judged.entries()) {
    const stored = (found[n] ?? []).filter(({ row }) => !written.has(row.id))
    const own = earlier
      .ofSame(n)
      .find((other) => judged[other]?.problems.length === 0 && agreesWith(world, subjects, n, other, valueFor))
    const unchanged = (found[n] ?? []).filter(({ row }) => written.has(row.id) && !isRewritten(drafts, judged, row.id))
    const known = [...stored, ...unchanged]
    if (known.length === 0 && own === undefined) continue
    await refuse(session, object, access, draft, known, subjects[n]?.rules ?? [])
  }
}

/** A record of the write that stays as it was in what is compared is there as it is; one that is deleted or judged is not. */
function isRewritten(drafts: readonly Draft[], judged: readonly Draft[], id: string): boolean {
  return judged.some((draft) => draft.id === id) || drafts.some((draft) => draft.id === id && draft.op === 'delete')
}

function agreesWith(
  world: Parameters<typeof agreementsOf>[0],
  subjects: readonly Subject[],
  n: number,
  other: number,
  valueFor: CompareValue,
): boolean {
  const [one, two] = [subjects[n], subjects[other]]
  return one !== undefined && two !== undefined && agreementsOf(world, one, two.values, valueFor).length > 0
}

async function refuse(
  session: DuplicatesWorld,
  object: CatalogObject,
  access: Access,
  draft: Draft,
  known: readonly AgreeingRecord[],
  rules: readonly CatalogDuplicates[],
): Promise<void> {
  const rule = known[0]?.agreements[0]?.rule ?? rules[0]
  const message: Localized = rule?.message ?? likelyMessage(rule)
  draft.problems.push(
    makeFieldProblem(pathOf(draft, rule?.fields[0]?.field.key ?? ''), 'record.duplicate', { message }),
  )
  // A batch tells what is wrong; who saves a single record is shown which ones it is like.
  if (draft.place !== '') return
  const world = { ...session, object, access, locale: session.actor.locale }
  draft.duplicates = await describeMatches(world, known)
}

function likelyMessage(rule: CatalogDuplicates | undefined): Localized {
  const labels = (locale: 'zh-CN' | 'en'): readonly string[] =>
    rule?.fields.map(({ field: { label } }) => (typeof label === 'string' ? label : label[locale])) ?? []
  return {
    'zh-CN': `已有「${labels('zh-CN').join('、')}」相同或相近的记录。`,
    en: `There is a record with the same or a similar “${labels('en').join('”, “')}” already.`,
  }
}

/** Which drafts of one write may agree with which earlier ones. */
class Earlier {
  readonly #index: TokenIndex

  constructor(private readonly probes: readonly (readonly Probe[])[]) {
    this.#index = new TokenIndex(probes.flat())
  }

  /** Earlier drafts that may agree with this one, which is an earlier one from now on. */
  ofSame(n: number): readonly number[] {
    const own = this.probes[n] ?? []
    const found = new Set(own.flatMap((probe) => this.#index.sharing(probe)))
    this.#index.add(n, new Set(own.flatMap(({ tokens }) => tokens)))
    return [...found]
  }
}
