import type { Actor, Engine } from '../contract.js'
import { testAdmin, withEngine } from '../engine.testing.js'
import { AccessReads } from './access-reads.testing.js'
import { objectKeys, randomOf } from './access-world.testing.js'
import type { Sent } from './access-world.testing.js'
import { modelDocuments } from './model-documents.testing.js'
import { fieldsOf, stored } from './model-world.testing.js'
import type { ModelRecord, ObjectKey } from './model-world.testing.js'
import { answerTo, questionsOf } from './pair-questions.testing.js'
import type { Known } from './pair-questions.testing.js'
import { Model } from './reference-model.testing.js'

/** Both engines live in one moment: whatever is written in both has the same times. */
let moment = Date.parse('2026-05-05T05:05:05Z')
const clock = (): Date => new Date(moment)
let others = 0

async function atAnotherMoment(work: () => Promise<void>): Promise<void> {
  const before = moment
  others += 1
  moment += others * 1000
  await work()
  moment = before
}

/** So much is made different at most, and so often it is tried: much would be noticed. */
const wanted = { values: 12, removed: 2, made: 3 }
const triesForEach = 4
/** Fields that hold one value each. */
const singleOf = (object: ObjectKey): readonly string[] =>
  stored[object].filter((field) => !['partners', 'partnerOf', 'lines'].includes(field))

/** One of two databases that begin alike. */
class PairWorld extends AccessReads {
  /** All that a person sees of records and may do with them, by the model. */
  seenBy(person: string): string {
    const model = new Model(this.world, person)
    const known = this.live().filter(model.reads)
    const told = known.map((one) => [
      one.owner,
      this.record(model, one, []),
      [...fieldsOf(one.object), 'doc'].map((field) => [model.isClear(one, field), model.writes(one, field)]),
      ['change', 'delete', 'transfer'].map((action) => model.may(one, action)),
    ])
    return JSON.stringify(told.map((one) => JSON.stringify(one)).sort())
  }

  #lastEntry = '0'

  /** Asks for what happens from here on. */
  override async beginHere(): Promise<void> {
    await super.beginHere()
    const { rows } = await this.pool.query<{ last: string }>('SELECT coalesce(max(id), 0) AS last FROM ws_main.history')
    this.#lastEntry = rows[0]?.last ?? '0'
  }

  /** Forgets that values were ever different: somebody else may read what they were. */
  async forgetHistory(): Promise<void> {
    await this.pool.query('DELETE FROM ws_main.history WHERE id > $1', [this.#lastEntry])
  }

  live(): readonly ModelRecord[] {
    return [...this.world.records.values()]
  }

  people(): readonly { readonly id: string; readonly roles: readonly string[] }[] {
    return [...this.world.people.values()]
  }

  /** Fields the person does not read in clear; those of records in sight three times, since these are asked about. */
  closedTo(person: string): readonly (readonly [string, string])[] {
    const model = new Model(this.world, person)
    return this.live().flatMap((one) => {
      const fields = singleOf(one.object).filter((field) => !model.isClear(one, field))
      const times = model.reads(one) ? 3 : 1
      return fields.flatMap((field) => Array.from({ length: times }, () => [one.id, field] as const))
    })
  }

  /** What questions are asked about, with what the person may not do. */
  known(person: string): Known {
    const model = new Model(this.world, person)
    const refused = (one: ModelRecord, action: string): boolean =>
      this.unread(model, one) !== undefined || !model.may(one, action)
    const records = this.live().map((one) => ({
      ...one,
      mayNotRead: refused(one, 'read'),
      mayNotChange: refused(one, 'change'),
      mayNotDelete: refused(one, 'delete'),
    }))
    return { records, files: [...this.files.keys()], ids: this.ids() }
  }

  answer(actor: Actor, question: ReturnType<typeof questionsOf>[number]): Promise<string> {
    return answerTo(question, this.engine, actor, this.begin)
  }

  otherValue(field: string, than: readonly unknown[]): unknown {
    const found = Array.from({ length: 20 }, () => this.valueFor(field)).find((value) => !than.includes(value))
    return found
  }

  newValues(object: ObjectKey): Sent {
    return this.valuesFor(object, 1)
  }

  /** Thinks of new texts where another one has come to. */
  keepUpWith(other: PairWorld): void {
    this.made = other.made
  }

  /** Whether the model says the same after something was done in it alone; else it is taken back. */
  isUnnoticed(person: string, seen: string, act: () => void): boolean {
    const before = this.state()
    act()
    const isSame = this.seenBy(person) === seen
    this.resume(before)
    return isSame
  }

  become(id: string, sent: Sent): void {
    this.changed(this.of(id), sent)
  }

  of(id: string): ModelRecord {
    return (this.world.records.get(id) ?? this.world.bin.get(id)) as ModelRecord
  }

  closesCircle(id: string, sent: Sent): boolean {
    return this.wouldCircle(id, sent.parent)
  }

  /** It may go and come back without another record being written. */
  isLoose({ id }: ModelRecord): boolean {
    const isPointedTo = this.live().some(({ values }) => [values.customer, values.parent, values.about].includes(id))
    return !isPointedTo && ![...this.files.values()].includes(id)
  }

  /** A record, its lines, and what it is a line of: they come and go together. */
  togetherWith({ id, values }: ModelRecord): readonly string[] {
    return [id, ...this.linesOf(id).map((line) => line.id), ...(typeof values.deal === 'string' ? [values.deal] : [])]
  }

  async write(id: string, sent: Sent): Promise<void> {
    await this.engine.records.update(testAdmin, this.of(id).object, id, { ...sent })
    this.become(id, sent)
  }

  leave(id: string): void {
    this.removed(this.of(id))
  }

  async remove(id: string): Promise<void> {
    await this.engine.records.remove(testAdmin, this.of(id).object, id)
    this.leave(id)
  }

  async restore(id: string): Promise<void> {
    await this.engine.records.restore(testAdmin, this.of(id).object, id)
    this.restored(this.of(id))
  }

  imagine(object: ObjectKey, sent: Sent): void {
    this.added(object, 'imagined', sent, testAdmin.id)
  }

  async create(object: ObjectKey, sent: Sent): Promise<string> {
    const { id } = await this.engine.records.create(testAdmin, object, { ...sent })
    this.added(object, id, sent, testAdmin.id)
    return id
  }

  /** The record was never there. It goes at a moment of its own, or it would come back with what it belongs to. */
  async forget(id: string): Promise<void> {
    await atAnotherMoment(() => this.remove(id))
    this.world.bin.delete(id)
    this.world.pairs = this.world.pairs.filter(({ deal, account }) => deal !== id && account !== id)
  }
}

/**
 * Two databases that are equal but for what one person may not see: values they may not read, and records they may not know of,
 * as far as nothing they do see is computed of them. Whatever the person asks, the answers must be the same to the byte (T-024).
 * Which differences a person does not notice is the model's to say.
 */
export class AccessPairs {
  readonly differences: string[] = []
  questions = 0
  /** How much was different when questions were asked. */
  hidden = 0

  constructor(
    private readonly one: PairWorld,
    private readonly other: PairWorld,
    private readonly random: () => number,
  ) {}

  #pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.random() * from.length)] as T
  }

  /** Another organisation in both, and questions of some of its people. */
  async organisation(people: number): Promise<void> {
    this.other.keepUpWith(this.one)
    await this.one.shuffle()
    await this.other.shuffle()
    if (this.one.state() !== this.other.state()) throw new Error('the two worlds do not begin alike')
    const asking = this.one.people().filter(({ roles }) => roles.length > 0)
    for (let n = 0; n < people && asking.length > 0 && this.differences.length === 0; n += 1)
      await this.#compare(this.#pick(asking))
  }

  async #compare({ id, roles }: { readonly id: string; readonly roles: readonly string[] }): Promise<void> {
    const actor: Actor = { ...testAdmin, id, name: id, roles }
    for (const world of [this.one, this.other]) await world.beginHere()
    const back = await this.#differ(id)
    for (const question of questionsOf(this.one.known(id), (from) => this.#pick(from))) {
      // Half of them, others each time: more people are worth more than all questions of one.
      if (this.random() < 0.5) continue
      this.questions += 1
      const [said, saidThere] = await Promise.all([
        this.one.answer(actor, question),
        this.other.answer(actor, question),
      ])
      if (said !== saidThere)
        this.differences.push(
          `${question.about}, person ${id}, roles ${roles.join(' ')}:\n  one   ${said}\n  other ${saidThere}`,
        )
    }
    for (const undo of back) await undo()
    for (const world of [this.one, this.other]) await world.forgetHistory()
  }

  /** Makes differences the person does not notice; gives what takes them back, values the other way round: a tree must not close a circle on the way. */
  async #differ(person: string): Promise<readonly (() => Promise<void>)[]> {
    const seen = this.one.seenBy(person)
    const used = new Set<string>()
    const closed = this.one.closedTo(person)
    const values = await this.#several(wanted.values, () => this.#otherValue(closed, person, seen, used))
    const removed = await this.#several(wanted.removed, () => this.#removed(person, seen, used))
    const made = await this.#several(wanted.made, () => this.#made(person, seen))
    this.hidden += values.length + removed.length + made.length
    return [...made, ...removed, ...values.toReversed()]
  }

  async #several(
    most: number,
    make: () => Promise<(() => Promise<void>) | undefined>,
  ): Promise<readonly (() => Promise<void>)[]> {
    const done: (() => Promise<void>)[] = []
    for (let n = 0; n < most * triesForEach && done.length < most; n += 1) {
      const undo = await make()
      if (undo !== undefined) done.push(undo)
    }
    return done
  }

  /** The same field gets one value here and another there. */
  async #otherValue(
    closed: readonly (readonly [string, string])[],
    person: string,
    seen: string,
    used: Set<string>,
  ): Promise<(() => Promise<void>) | undefined> {
    if (closed.length === 0) return undefined
    const [id, field] = this.#pick(closed)
    const was = this.one.of(id).values[field] ?? null
    const here = this.one.otherValue(field, [was])
    const there = this.one.otherValue(field, [was, here])
    if (used.has(id) || here === undefined || there === undefined) return undefined
    const isFine = [
      [this.one, { [field]: here }],
      [this.other, { [field]: there }],
    ].every(([world, sent]) => {
      const at = world as PairWorld
      return !at.closesCircle(id, sent as Sent) && at.isUnnoticed(person, seen, () => at.become(id, sent as Sent))
    })
    if (!isFine) return undefined
    used.add(id)
    await this.one.write(id, { [field]: here })
    await this.other.write(id, { [field]: there })
    return async () => {
      for (const world of [this.one, this.other]) await world.write(id, { [field]: was })
    }
  }

  /** A record is in the bin there. Here it went and came back, so that both were written as often. */
  async #removed(person: string, seen: string, used: Set<string>): Promise<(() => Promise<void>) | undefined> {
    const record = this.#pick(this.other.live())
    const { id } = record
    const gone = [this.one, this.other].flatMap((world) => world.togetherWith(world.of(id)))
    const isFine =
      gone.every((one) => !used.has(one)) &&
      [this.one, this.other].every((world) => world.isLoose(record)) &&
      this.other.isUnnoticed(person, seen, () => this.other.leave(id))
    if (!isFine) return undefined
    for (const one of gone) used.add(one)
    await this.one.remove(id)
    await this.one.restore(id)
    await this.other.remove(id)
    return () => this.other.restore(id)
  }

  /** A record was never made here. */
  async #made(person: string, seen: string): Promise<(() => Promise<void>) | undefined> {
    const object = this.#pick(objectKeys)
    const sent = this.one.newValues(object)
    const targets = Object.values(sent)
      .flat()
      .filter((value) => typeof value === 'string' && value.includes('-'))
    const isThere = targets.every(
      (id) => this.other.of(String(id)) === undefined || this.other.live().includes(this.other.of(String(id))),
    )
    if (!isThere || !this.other.isUnnoticed(person, seen, () => this.other.imagine(object, sent))) return undefined
    const id = await this.other.create(object, sent)
    return () => this.other.forget(id)
  }
}

/** A stream of chance that can begin again: both worlds must choose alike. */
function streams(): { readonly next: () => number; readonly begin: (seed: number) => void } {
  let current = randomOf(0)
  return { next: () => current(), begin: (seed) => (current = randomOf(seed)) }
}

/** Asks `people` of each of several organisations in two databases; gives what was not the same. */
export async function runAccessPairs(seed: number, organisations: number, people: number): Promise<AccessPairs> {
  const fill = async ({ engine, pool }: { readonly engine: Engine; readonly pool: PairPool }): Promise<void> => {
    const world = new PairWorld(engine, pool, randomOf(20261202))
    await world.fill()
    await pool.query('CREATE TABLE public.model AS SELECT $1::text AS state', [world.state()])
  }
  const options = { clock, fill }
  return withEngine(
    'access_pairs',
    modelDocuments,
    (one) =>
      withEngine(
        'access_pairs',
        modelDocuments,
        async (other) => {
          const chance = [streams(), streams()] as const
          const [here, there] = [
            new PairWorld(one.engine, one.pool, chance[0].next),
            new PairWorld(other.engine, other.pool, chance[1].next),
          ]
          const { rows } = await one.pool.query<{ state: string }>('SELECT state FROM public.model')
          for (const world of [here, there]) world.resume(rows[0]?.state ?? '')
          const pairs = new AccessPairs(here, there, randomOf(seed))
          for (let n = 0; n < organisations && pairs.differences.length === 0; n += 1) {
            for (const stream of chance) stream.begin(seed + n)
            await pairs.organisation(people)
          }
          return pairs
        },
        options,
      ),
    options,
  )
}

type PairPool = ConstructorParameters<typeof PairWorld>[1]
