/**
 * Random templates, customised at random and upgraded, with laws that do not know how upgrades are made: they compare documents place by
 * place as PostgreSQL keeps them.
 */
import { isDeepStrictEqual } from 'node:util'
import { AppError, type Change, type StoredDocument, type TemplatePackage, type TemplatePlan } from '@tessera/metadata'
import type { Actor, Engine } from '@tessera/engine'
import type { Pool } from 'pg'
import { asDocuments, randomEdits, randomTemplate, seededRandom, type Draft, type Random } from './random-template.js'

export interface UpgradeRun {
  readonly engine: Engine
  readonly pool: Pool
  /** An administrator of the workspace `main`. */
  readonly admin: Actor
  readonly seed: number
  readonly cases: number
  readonly onCase?: (line: string) => void
}

export interface UpgradeFindings {
  readonly failures: readonly string[]
  readonly upgraded: number
  readonly conflicts: number
  readonly customised: number
  readonly left: number
  /** Upgrades that the planner blocks, and edits of customers that it refuses. */
  readonly refused: number
}

/** Carries out so many cases in one workspace, each with a template of its own, which goes in the end. */
export async function runTemplateUpgrades(run: UpgradeRun): Promise<UpgradeFindings> {
  const found = { failures: [] as string[], upgraded: 0, conflicts: 0, customised: 0, left: 0, refused: 0 }
  for (let at = 0; at < run.cases; at += 1) {
    const work = new UpgradeCase(run, seededRandom(run.seed * 1_000 + at), at)
    try {
      await work.carryOut()
    } catch (error) {
      const errors = error instanceof AppError ? ` ${JSON.stringify(error.errors)?.slice(0, 600)}` : ''
      work.failures.push(`${String(error)}${errors}`)
    }
    found.failures.push(...work.failures.map((failure) => `case ${at}: ${failure}`))
    found.upgraded += work.upgraded
    found.conflicts += work.conflicts
    found.customised += work.customised
    found.left += work.left
    found.refused += work.refused
    run.onCase?.(
      `case ${at}: ${work.customised} customisations, ${work.conflicts} conflicts, ${work.failures.length} failures`,
    )
    await work.clear()
  }
  return found
}

class UpgradeCase {
  readonly failures: string[] = []
  upgraded = 0
  conflicts = 0
  customised = 0
  left = 0
  refused = 0

  constructor(
    private readonly run: UpgradeRun,
    private readonly random: Random,
    private readonly serial: number,
  ) {}

  async carryOut(): Promise<void> {
    const first = randomTemplate(this.random)
    const bare = await this.#text()
    await this.#do('install', packaged('1.0.0', first))
    await this.#do('uninstall')
    this.#expect('install and uninstall leave the documents as they were', (await this.#text()) === bare)

    await this.#do('install', packaged('1.0.0', first))
    const base = await this.#base()
    for (let edit = 0; edit < 3 + this.random() * 10; edit += 1) await this.#customise(edit)
    const second = { documents: structuredClone(first), formerKeys: {} as Record<string, string> }
    randomEdits(this.random, second, 4 + Math.floor(this.random() * 16), this.serial * 20 + 19)
    const next = packaged('2.0.0', second.documents, second.formerKeys)

    const [before, mine] = [await this.#text(), await this.#documents()]
    const plan = await this.run.engine.templates.plan(this.run.admin, {
      action: 'upgrade',
      key: 'random',
      package: next,
      request: {},
    })
    if (plan.plan.hazards.some(({ severity }) => severity === 'block')) {
      this.refused += 1
      return
    }
    this.conflicts = plan.conflicts.length
    const decisions = Object.fromEntries(
      plan.conflicts.map(({ id }) => [id, this.random() < 0.5 ? ('mine' as const) : ('theirs' as const)]),
    )
    const { revision, plan: done } = await this.#do('upgrade', next, decisions)
    this.upgraded = 1
    this.left = done.left.length
    this.#judge({ base, mine, theirs: await this.#base(), after: await this.#documents() }, done, decisions)
    const hazards = (await this.run.engine.changes.planUndo(this.run.admin, revision)).hazards.map(({ id }) => id)
    await this.run.engine.changes.undo(this.run.admin, revision, { accept: hazards })
    this.#expect('undo returns to the byte', (await this.#text()) === before)
  }

  /** Takes away what the case has left, so that the next one begins with an empty workspace. */
  async clear(): Promise<void> {
    await this.#do('uninstall').catch(() => undefined)
    const { documents } = await this.run.engine.documents.list(this.run.admin, {})
    const own = documents.filter(({ kind, system, key }) => kind !== 'setting' && system !== true && key !== 'everyone')
    const changes = own.map(({ kind, key }): Change => ({ op: 'delete', kind, key }))
    if (changes.length > 0) await this.#publish(changes)
  }

  /** What the customer changed alone is as they have it, what the template changed alone has moved, the rest is one of the two. */
  #judge(
    { base, mine, theirs, after }: Readonly<Record<'base' | 'mine' | 'theirs' | 'after', Documents>>,
    plan: TemplatePlan,
    decisions: Readonly<Record<string, 'mine' | 'theirs'>>,
  ): void {
    const sides = [base, mine, theirs, after].map(placesOf) as [Places, Places, Places, Places]
    const asked = new Set(plan.conflicts.map(({ kind, key }) => `${kind}/${key}`))
    for (const conflict of plan.conflicts) {
      const { id, property, base: was, mine: own, theirs: other } = conflict
      const isOne = ![was, own].some((side) => isDeepStrictEqual(side, other)) && !isDeepStrictEqual(own, was)
      this.#expect(`${id} is no conflict`, isOne || property === 'position')
    }
    const left = new Set(plan.left.map(({ kind, key }) => `${kind}/${key}`))
    for (const place of new Set(sides.flatMap((side) => [...side.keys()]))) {
      const [b, m, t, a] = sides.map((side) => side.get(place))
      const [id = ''] = place.split(' ')
      if (!base.has(id) && !theirs.has(id)) {
        this.#expect(`${place} is the customer’s`, isDeepStrictEqual(a, m))
        continue
      }
      const [byMine, byTheirs] = [!isDeepStrictEqual(m, b), !isDeepStrictEqual(t, b)]
      const document = mine.get(id) ?? theirs.get(id) ?? base.get(id)
      const name = `${String(document?.kind)}/${String(document?.key)}`
      const isTheirs = isDeepStrictEqual(a, t) || isFreed(place, a, t)
      if (byMine && !byTheirs) {
        // A decision for the template about the whole part takes what is in it along.
        const isLost = !isDeepStrictEqual(a, m) && !(asked.has(name) && Object.values(decisions).includes('theirs'))
        this.#expect(`${place} was changed by the customer alone: ${show(m)}, is ${show(a)}`, !isLost)
      } else if (byTheirs && !byMine) {
        // What is not there any more does not move; what is held by something else, or would break, stays.
        const stays =
          isDeepStrictEqual(a, m) &&
          (left.has(name) || t === undefined || isInGone(place, sides) || isRetyped(place, sides))
        this.#expect(
          `${place} was changed by the template alone: ${show(t)}, is ${show(a)}`,
          isTheirs || stays || asked.has(name),
        )
      } else {
        // A document that stays in its version is listed: of what does not come along nothing is asked.
        // What the template drops and the customer's documents use, or records fill, stays with the customer unasked.
        const isReleased = t === undefined && isDeepStrictEqual(a, m) && isUsedBeside(place, after)
        const isOver = left.has(name) || isReleased || isInGone(place, sides) || isRetyped(place, sides)
        const isAsked = asked.has(name) || isOver || place.endsWith(' key')
        this.#expect(`${place} was changed by both and is not asked`, isDeepStrictEqual(m, t) || isAsked)
        this.#expect(`${place} is of one of the two: ${show(a)}`, isDeepStrictEqual(a, m) || isTheirs)
      }
    }
  }

  async #customise(edit: number): Promise<void> {
    const { documents } = await this.run.engine.documents.list(this.run.admin, {})
    const own = documents.filter(({ kind, system, key }) => kind !== 'setting' && system !== true && key !== 'everyone')
    const drafts = structuredClone(own) as unknown as Draft[]
    randomEdits(this.random, { documents: drafts, formerKeys: {} }, 1, this.serial * 20 + edit)
    const changes = drafts
      .filter((draft, at) => JSON.stringify(draft) !== JSON.stringify(own[at]))
      .map((document): Change => ({ op: 'put', document: document as never }))
    if (changes.length === 0) return
    try {
      await this.#publish(changes)
      this.customised += 1
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      this.refused += 1
    }
  }

  async #publish(changes: readonly Change[]): Promise<void> {
    const { hazards } = await this.run.engine.changes.plan(this.run.admin, { changes })
    await this.run.engine.changes.publish(this.run.admin, { changes, accept: hazards.map(({ id }) => id) })
  }

  async #do(
    action: 'install' | 'upgrade' | 'uninstall',
    template?: TemplatePackage,
    decisions: Readonly<Record<string, 'mine' | 'theirs'>> = {},
  ): Promise<{ revision: number; plan: TemplatePlan }> {
    const order = { action, key: 'random', package: template, request: { decisions } }
    const { plan } = await this.run.engine.templates.plan(this.run.admin, order)
    const accept = plan.hazards.map(({ id }) => id)
    return this.run.engine.templates.carryOut(this.run.admin, { ...order, request: { decisions, accept } })
  }

  async #documents(): Promise<Documents> {
    const { rows } = await this.run.pool.query<{ body: StoredDocument }>(
      `SELECT body FROM ws_main.document_versions WHERE until IS NULL`,
    )
    return new Map(rows.map(({ body }) => [body.id, body]))
  }

  /** The template's documents as they were installed. */
  async #base(): Promise<Documents> {
    const { rows } = await this.run.pool.query<{ installed: { base: StoredDocument[] } }>(
      `SELECT installed FROM ws_main.templates WHERE key = 'random' ORDER BY revision DESC LIMIT 1`,
    )
    return new Map((rows[0]?.installed.base ?? []).map((document) => [document.id, document]))
  }

  async #text(): Promise<string> {
    const { rows } = await this.run.pool.query<{ text: string }>(
      `SELECT body::text AS text FROM ws_main.document_versions WHERE until IS NULL
       UNION ALL SELECT text FROM (SELECT DISTINCT ON (key) installed::text AS text FROM ws_main.templates ORDER BY key, revision DESC) AS t
       WHERE text IS NOT NULL ORDER BY 1`,
    )
    return rows.map(({ text }) => text).join('\n')
  }

  #expect(law: string, holds: boolean): void {
    if (!holds) this.failures.push(law)
  }
}

type Documents = ReadonlyMap<string, StoredDocument>
type Places = ReadonlyMap<string, unknown>

/** Every property of every part by its place: `<document> fields:<id> options:<id> label`; texts in lists are places of their own. */
function placesOf(documents: Documents): Places {
  const places = new Map<string, unknown>()
  const walk = (part: Readonly<Record<string, unknown>>, path: string): void => {
    for (const [name, value] of Object.entries(part)) {
      if (!Array.isArray(value)) places.set(`${path} ${name}`, value)
      for (const member of Array.isArray(value) ? (value as readonly unknown[]) : []) {
        if (typeof member !== 'object' || member === null) places.set(`${path} ${name}:${String(member)}`, true)
        else
          walk(
            member as Readonly<Record<string, unknown>>,
            `${path} ${name}:${String((member as { id?: unknown }).id)}`,
          )
      }
    }
  }
  for (const [id, document] of documents) walk(document, id)
  return places
}

/** Whether something outside of the part that a place is in speaks of that part. */
function isUsedBeside(place: string, documents: Documents): boolean {
  const ids = [...place.matchAll(/:([a-z0-9]+)/g)].map(([, id]) => id ?? '')
  const text = [...documents.values()].map((document) => JSON.stringify(document)).join('\n')
  // Its own `id` is one of them.
  return ids.some((id) => text.split(id).length > 2)
}

/** A key of the template that somebody else had: it got a number. */
const isFreed = (place: string, after: unknown, theirs: unknown): boolean =>
  place.endsWith(' key') &&
  typeof theirs === 'string' &&
  String(after).replace(/\d+$/, '') === theirs.replace(/\d+$/, '')

/** The place is inside of a part or document that the customer has taken away. */
function isInGone(place: string, [base, mine]: readonly Places[]): boolean {
  const steps = place.split(' ')
  for (let length = 1; length < steps.length; length += 1) {
    const id = `${steps.slice(0, length).join(' ')} id`
    if (base?.has(id) === true && mine?.has(id) !== true) return true
  }
  return false
}

/** The place is in a field to which the customer gave another type. */
function isRetyped(place: string, [base, mine]: readonly Places[]): boolean {
  const type = `${place.split(' ').slice(0, 2).join(' ')} type`
  return base?.get(type) !== mine?.get(type)
}

const show = (value: unknown): string => JSON.stringify(value)?.slice(0, 80) ?? 'nothing'

function packaged(
  version: string,
  documents: readonly Draft[],
  formerKeys: Record<string, string> = {},
): TemplatePackage {
  const manifest = { key: 'random', version, title: '随机', summary: '随机', formerKeys }
  return { format: 1, manifest, documents: asDocuments(structuredClone(documents) as Draft[]), data: [], scenarios: [] }
}
