import type { Actor } from '../contract.js'
import { testAdmin } from '../engine.testing.js'
import { AccessExports } from './access-exports.testing.js'
import type { Asked, Verdict } from './access-reads.testing.js'
import { codeOr, plain } from './access-questions.testing.js'
import type { Sent } from './access-world.testing.js'
import { isLinks, isLookup } from './model-world.testing.js'
import type { Cell, ModelRecord, ObjectKey } from './model-world.testing.js'
import type { Model } from './reference-model.testing.js'

/** A line as it is sent: one with an id is changed, one without is made. */
interface SentLine {
  readonly id?: string
  readonly [field: string]: unknown
}

/** Refusals that are an answer of their own, in the order they count; any other is `record.invalid`. */
const ownAnswers = ['record.not_found', 'access.denied', 'record.out_of_scope', 'record.referenced']

function refusalOf(problems: readonly string[]): string | undefined {
  if (problems.length === 0) return undefined
  return ownAnswers.find((code) => problems.includes(code)) ?? 'record.invalid'
}

/** Where a record would leave its writer's scope and its lines may not be so either, either may be told first. */
function firstOf(said: unknown, own: string | undefined, lines: string | undefined): string | undefined {
  return own === 'record.out_of_scope' && said === 'record.invalid' && lines !== undefined ? said : (own ?? lines)
}

/** A record as it would be; its links and lines are their own. */
function afterWrite(record: ModelRecord, sent: Sent): ModelRecord {
  const { lines: _, partners: __, owner = record.owner, ...values } = sent as { owner?: string | null } & Sent
  return { ...record, owner, values: { ...record.values, ...(values as Record<string, Cell>) } }
}

/**
 * Every way to write. What is done is done in the model as well; of what is refused nothing may have happened. What a writer sends of
 * other records is what they may see.
 */
export class AccessWrites extends AccessExports {
  /** Does it, and sees that a refusal left no trace. */
  async #tried(work: () => Promise<unknown>): Promise<unknown> {
    const { next } = await this.engine.events(testAdmin, { limit: 1 })
    const said = await codeOr(work)
    if (typeof said !== 'string') return said
    const { events } = await this.engine.events(testAdmin, { after: next, limit: 10 })
    return events.length === 0 ? said : `${said}, and written: ${JSON.stringify(events)}`
  }

  /** The answer to a write: the record as its writer reads it now, or its id alone. */
  #answer(model: Model, record: ModelRecord): unknown {
    return model.reads(record) ? this.record(model, record, []) : { id: record.id }
  }

  #ids(model: Model, object: ObjectKey): readonly string[] {
    return this.records(object)
      .filter(model.reads)
      .map(({ id }) => id)
  }

  /** Leaves out of what is sent the records that the writer may not see; now and then one of them is sent all the same. */
  #inSight(model: Model, sent: Sent): Sent {
    if (this.chance(0.15)) return sent
    const entries = Object.entries(sent).map(([field, value]) => {
      if (field === 'partners')
        return [field, (value as readonly string[]).filter((id) => this.#hides(model, field, id) === false)]
      return [field, this.#hides(model, field, value) ? null : value]
    })
    return Object.fromEntries(entries) as Sent
  }

  /** A record out of sight is as one that is not there: nothing can be made to point to it. */
  #hides(model: Model, field: string, id: unknown): boolean {
    if (!isLookup(field) && !isLinks(field)) return false
    const target = this.world.records.get(String(id))
    return target !== undefined && !model.reads(target)
  }

  /**
   * What is refused for such a record as well: some of the other reasons come to light before it, some after it, and a person is told
   * of one of them.
   */
  #alsoFor(model: Model, sent: Sent, said: unknown, refused: string | undefined): string | undefined {
    const isHidden = Object.entries(sent).some(([field, value]) => {
      const ids = field === 'partners' ? this.#added(value) : [value]
      return ids.some((id) => this.#hides(model, field, id))
    })
    return isHidden && (refused === undefined || said === 'record.invalid') ? 'record.invalid' : refused
  }

  #added(partners: unknown): readonly unknown[] {
    return Array.isArray(partners) ? partners : (partners as { readonly add: readonly unknown[] }).add
  }

  async _create({ actor, object, model }: Asked): Promise<Verdict> {
    const sent = { ...this.#inSight(model, this.valuesFor(object, this.pick([0.1, 0.3, 0.6]))) }
    const lines = object === 'deal' && this.chance(0.3) ? [this.valuesOfLine()] : undefined
    if (lines !== undefined) sent.lines = lines
    const said = await this.#tried(async () =>
      plain(object, JSON.parse((await this.engine.records.create(actor, object, sent)).json) as object),
    )
    const about = JSON.stringify(sent)
    if (!model.sees(object)) return [said, 'record.unknown_object', about]
    const refused = this.#alsoFor(model, sent, said, this.#refusedNew(model, actor, object, sent, said))
    if (refused !== undefined || typeof said === 'string') return [said, refused ?? 'done', about]
    const { id } = said as { id: string }
    const record = this.added(object, id, sent, actor.id)
    await this.#learnLines(record, lines ?? [])
    return [said, this.#answer(model, record), about]
  }

  protected valuesOfLine(): Sent {
    const { deal: _, owner: __, ...values } = this.valuesFor('item', 0.6)
    return values
  }

  /** Why a record may not be made; its lines are judged when it is there. */
  #refusedNew(
    model: Model,
    actor: Actor,
    object: ObjectKey,
    sent: Sent,
    said: unknown,
    given: readonly string[] = [],
  ): string | undefined {
    // What the place of a line gives was not chosen by whoever writes it.
    const fields = Object.keys(sent).filter((field) => field !== 'owner' && !given.includes(field))
    const early = [
      ...(model.mayAny(object, 'create') ? [] : ['access.denied']),
      ...(this.#newLines(model, object, sent).length > 0 && !model.mayAny('item', 'create') ? ['access.denied'] : []),
      // Lines that may be written somewhere wait until the record is known, whatever it is.
      ...fields.filter((field) => !model.writesSomewhere(object, field, 'create') && !this.#isOpenLines(model, field)),
      ...this.#newLines(model, object, sent).flatMap((line) =>
        Object.keys(line).filter((field) => !model.writesSomewhere('item', field, 'create')),
      ),
      ...(object === 'item' && (sent.deal ?? null) === null ? ['required'] : []),
    ]
    if (early.length > 0) return refusalOf(early)
    return this.#asIf(object, `new ${object}`, sent, actor.id, (record) => {
      const late = [
        ...(model.mayMake(record) ? [] : ['record.out_of_scope']),
        ...fields.filter((field) => !model.writesNew(record, field)),
      ]
      const lines = (sent.lines ?? []) as SentLine[]
      return firstOf(said, refusalOf(late), refusalOf(this.#refusedLines(model, actor, record, lines)))
    })
  }

  /** New lines in a field that may be written at all: only these are looked at. */
  #newLines(model: Model, object: ObjectKey, { lines }: Sent): readonly SentLine[] {
    return this.#isOpenLines(model, 'lines') && object === 'deal'
      ? ((lines ?? []) as readonly SentLine[]).filter(({ id }) => id === undefined)
      : []
  }

  #isOpenLines(model: Model, field: string): boolean {
    return (
      field === 'lines' && (['create', 'change'] as const).some((any) => model.writesSomewhere('deal', 'lines', any))
    )
  }

  /** Asks something of a record that is only thought of. */
  #asIf<T>(object: ObjectKey, id: string, sent: Sent, owner: string | null, ask: (record: ModelRecord) => T): T {
    const pairs = this.world.pairs
    const wasTouched = this.touched.has(id)
    const record = this.added(object, id, sent, owner ?? '')
    if (owner === null && sent.owner === undefined) record.owner = null
    const answer = ask(record)
    this.world.records.delete(id)
    this.world.pairs = pairs
    if (!wasTouched) this.touched.delete(id)
    return answer
  }

  /** Lines that are there are judged under their record as it is, what they become and new ones under what it becomes. */
  #refusedLines(
    model: Model,
    actor: Actor,
    deal: ModelRecord,
    lines: readonly SentLine[],
    sent: Sent = {},
  ): readonly string[] {
    // What may be written in no line at all is told before any line is looked for.
    const early = lines.flatMap(({ id, ...values }) =>
      Object.keys(values).filter(
        (field) => !model.writesSomewhere('item', field, id === undefined ? 'create' : 'change'),
      ),
    )
    if (early.length > 0) return early
    const sentIds = new Set(lines.map(({ id }) => id))
    const kept = this.linesOf(deal.id).filter(model.reads)
    const leaving = kept.filter(({ id }) => !sentIds.has(id))
    const judged = lines.map(({ id, ...values }) => {
      const known = kept.find((line) => line.id === id)
      if (known === undefined) return { values, known, problems: [], transfers: false }
      return {
        values,
        known,
        problems: this.#refusedTouch(model, known, values),
        transfers: model.may(known, 'transfer'),
      }
    })
    const after = this.#asWritten(deal, sent, () =>
      judged.flatMap(({ values, known, problems, transfers }) => {
        if (known === undefined)
          return this.#refusedNew(model, actor, 'item', { ...values, deal: deal.id }, undefined, ['deal']) ?? []
        const isWithin = transfers || model.may(afterWrite(known, values), 'change')
        return isWithin || problems.length > 0 ? [] : ['record.out_of_scope']
      }),
    )
    return [
      ...leaving.flatMap((line) => (model.may(line, 'delete') ? [] : ['access.denied'])),
      ...judged.flatMap(({ problems }) => problems),
      ...after,
    ]
  }

  /** Asks something of a world in which a record has been written. */
  #asWritten<T>(record: ModelRecord, sent: Sent, ask: () => T): T {
    const { owner, values } = record
    Object.assign(record, afterWrite(record, sent))
    const answer = ask()
    Object.assign(record, { owner, values })
    return answer
  }

  /** The model learns of the lines of a record as they were written; ids of new ones are asked of an administrator. */
  async #learnLines(deal: ModelRecord, lines: readonly SentLine[]): Promise<void> {
    const sentIds = new Set(lines.map(({ id }) => id))
    for (const { id, ...values } of lines)
      if (id !== undefined) this.changed(this.world.records.get(id) as ModelRecord, values)
    const made = lines.filter(({ id }) => id === undefined)
    if (made.length === 0) return
    const { json } = await this.engine.records.get(testAdmin, 'deal', deal.id)
    const { lines: now } = JSON.parse(json) as { lines: { id: string; owner: { id: string } | null }[] }
    const unknown = now.filter(({ id }) => !sentIds.has(id) && !this.world.records.has(id))
    for (const [index, { id, owner }] of unknown.entries())
      this.added('item', id, { ...made[index], deal: deal.id, owner: owner?.id ?? null }, '')
  }

  async _change({ actor, object, model }: Asked): Promise<Verdict> {
    const record = this.some(object)
    const fields = {
      account: ['credit', 'level'],
      deal: ['amount', 'cost', 'stage', 'customer', 'parent', 'about'],
      item: ['price', 'what'],
    }
    const some = [this.pick(fields[object]), ...(this.chance(0.3) ? [this.pick(fields[object])] : [])]
    const sent: Record<string, unknown> = {
      ...this.#inSight(model, Object.fromEntries(some.map((field) => [field, this.valueFor(field)]))),
    }
    if (this.chance(0.2)) sent.owner = this.pick([...this.world.people.keys()])
    if (object === 'deal' && this.wouldCircle(record.id, sent.parent)) delete sent.parent
    if (object === 'deal' && this.chance(0.2)) sent.partners = this.#otherPartners(model, record)
    if (object === 'deal' && this.chance(0.2)) sent.lines = this.#otherLines(model, record)
    const said = await this.#tried(async () =>
      plain(object, JSON.parse((await this.engine.records.update(actor, object, record.id, sent)).json) as object),
    )
    const about = `${record.id} ${JSON.stringify(sent)}`
    const chosen = Object.fromEntries(Object.entries(sent).filter(([field, value]) => record.values[field] !== value))
    const written = this.#refusedWrite(model, actor, record, sent, said)
    const refused = this.unread(model, record) === undefined ? this.#alsoFor(model, chosen, said, written) : written
    if (refused !== undefined || typeof said === 'string') return [said, refused ?? 'done', about]
    this.changed(record, this.#whole(model, record, sent))
    if (sent.lines !== undefined) {
      const lines = sent.lines as readonly SentLine[]
      const leaving = this.linesOf(record.id).filter(
        (one) => model.reads(one) && !lines.some(({ id }) => id === one.id),
      )
      for (const line of leaving) this.removed(line)
      await this.#learnLines(record, lines)
    }
    return [said, this.#answer(model, record), about]
  }

  /** Some of the partners in sight less, and some others more; said as a difference, or as the list of those in sight. */
  #otherPartners(model: Model, { id }: ModelRecord): unknown {
    const [known, seen] = [new Set(this.partnersOf(id)), this.#ids(model, 'account')]
    const add = this.somePartners().filter((account) => seen.includes(account) && !known.has(account))
    const remove = seen.filter((account) => known.has(account) && this.chance(0.5))
    if (this.chance(0.5)) return { add, remove }
    return [...seen.filter((account) => known.has(account) && !remove.includes(account)), ...add]
  }

  /** Some of the lines in sight, one perhaps with another price, and perhaps a new one. */
  #otherLines(model: Model, { id }: ModelRecord): readonly SentLine[] {
    const kept = this.linesOf(id).filter((line) => model.reads(line) && this.chance(0.8))
    const lines: SentLine[] = kept.map((line) => ({
      id: line.id,
      ...(this.chance(0.3) ? { price: this.valueFor('price') } : {}),
    }))
    return this.chance(0.5) ? [...lines, this.valuesOfLine()] : lines
  }

  /** What is added and taken away, as the list it comes to: whoever sends a list leaves out only what they see. */
  #whole(model: Model, { id }: ModelRecord, sent: Sent): Sent {
    if (sent.partners === undefined) return sent
    const [known, seen] = [this.partnersOf(id), this.#ids(model, 'account')]
    const { add, remove } = Array.isArray(sent.partners)
      ? { add: sent.partners, remove: seen.filter((account) => !(sent.partners as string[]).includes(account)) }
      : (sent.partners as { readonly add: readonly string[]; readonly remove: readonly string[] })
    return { ...sent, partners: [...new Set([...known.filter((account) => !remove.includes(account)), ...add])] }
  }

  #refusedWrite(model: Model, actor: Actor, record: ModelRecord, sent: Sent, said: unknown): string | undefined {
    const lines = sent.lines as readonly SentLine[] | undefined
    // Who makes no lines at all is told so whatever the record is: it tells nothing about it.
    const isMaking = this.#newLines(model, record.object, sent).length > 0
    if (model.sees(record.object) && isMaking && !model.mayAny('item', 'create')) return 'access.denied'
    const unread = this.unread(model, record)
    if (unread !== undefined) return unread
    const own = refusalOf(this.#refusedChange(model, record, sent))
    if (lines === undefined) return own
    return firstOf(said, own, refusalOf(this.#refusedLines(model, actor, record, lines, sent)))
  }

  /** What speaks against a change of one record: judged by it as it is, then by what it would be. */
  #refusedChange(model: Model, record: ModelRecord, sent: Sent): readonly string[] {
    const problems = this.#refusedTouch(model, record, sent)
    if (problems.length > 0) return problems
    return model.mayBecome(record, afterWrite(record, sent)) ? [] : ['record.out_of_scope']
  }

  #refusedTouch(model: Model, record: ModelRecord, sent: Sent): readonly string[] {
    if (!model.may(record, 'change')) return ['access.denied']
    return Object.keys(sent).flatMap((field) => {
      if (field !== 'owner') return model.writes(record, field) ? [] : [`${field} is read only`]
      return sent.owner === record.owner || model.may(record, 'transfer') ? [] : ['record.out_of_scope']
    })
  }

  async _remove({ actor, object, model }: Asked): Promise<Verdict> {
    const record = this.some(object)
    const said = await this.#tried(async () => {
      await this.engine.records.remove(actor, object, record.id)
      return ['done']
    })
    const refused = this.unread(model, record) ?? this.#refusedBin(model, record)
    if (Array.isArray(said)) this.removed(record)
    return [said, refused ?? ['done'], record.id]
  }

  #refusedBin(model: Model, record: ModelRecord): string | undefined {
    if (!model.may(record, 'delete')) return 'access.denied'
    return this.isHeld(record) ? 'record.referenced' : undefined
  }

  async _restore({ actor, object, model }: Asked): Promise<Verdict> {
    const binned = [...this.world.bin.values()].filter((one) => one.object === object)
    if (binned.length === 0) return [null, null, '']
    const record = this.pick(binned)
    const said = await this.#tried(async () =>
      plain(object, JSON.parse((await this.engine.records.restore(actor, object, record.id)).json) as object),
    )
    const refused = !model.sees(object)
      ? 'record.unknown_object'
      : !model.reads(record)
        ? 'record.not_found'
        : model.may(record, 'delete')
          ? undefined
          : 'access.denied'
    if (refused !== undefined || typeof said === 'string') return [said, refused ?? 'done', record.id]
    this.restored(record)
    return [said, this.#answer(model, record), record.id]
  }

  /** Two records become one, and come apart again at once. */
  async _merge({ actor, object, model }: Asked): Promise<Verdict> {
    const [keep, merged] = [this.some(object), this.some(object)]
    if (keep === merged || this.wouldCircle(keep.id, merged.id) || this.wouldCircle(merged.id, keep.id))
      return [null, null, '']
    const { records } = this.engine
    const said = await this.#tried(async () => {
      await records.merge(actor, object, { keep: keep.id, merge: [merged.id] })
      await records.unmerge(testAdmin, object, keep.id)
      return ['done']
    })
    if (Array.isArray(said)) for (const { id } of [keep, merged]) this.touched.add(id)
    const refused = this.#refusedMerge(model, keep, merged)
    return [said, refused ?? ['done'], `${merged.id} into ${keep.id}`]
  }

  #refusedMerge(model: Model, keep: ModelRecord, merged: ModelRecord): string | undefined {
    const { object } = keep
    if (!model.sees(object)) return 'record.unknown_object'
    if (!model.mayAny(object, 'change') || !model.mayAny(object, 'delete')) return 'access.denied'
    return (
      this.unread(model, keep) ??
      this.unread(model, merged) ??
      (model.may(keep, 'change') && model.may(merged, 'delete') ? undefined : 'access.denied')
    )
  }
}
