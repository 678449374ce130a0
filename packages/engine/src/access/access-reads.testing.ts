import type { Actor } from '../contract.js'
import { testAdmin } from '../engine.testing.js'
import { codeOr, compare, filters, groups, masked, plain, round, searches, sorts } from './access-questions.testing.js'
import type { It, Query } from './access-questions.testing.js'
import { AccessWorld, words } from './access-world.testing.js'
import { fieldsOf, isLinks, isLookup, rawValue, stored, targetOf } from './model-world.testing.js'
import type { ModelRecord, ObjectKey, Value } from './model-world.testing.js'
import type { Model } from './reference-model.testing.js'

/** Who asks what of which object, and the model of what they may. */
export interface Asked {
  readonly actor: Actor
  readonly object: ObjectKey
  readonly model: Model
  readonly person: string
}

/** What the engine said, what the model says, what was asked. */
export type Verdict = readonly [unknown, unknown, string]

/** Every way to read: the engine and the model are asked the same. */
export class AccessReads extends AccessWorld {
  protected all(object: ObjectKey, model: Model): readonly ModelRecord[] {
    return this.records(object)
      .filter(model.reads)
      .sort((a, b) => (a.id < b.id ? -1 : 1))
  }

  /** Now and then one in the bin. */
  protected some(object: ObjectKey): ModelRecord {
    const binned = [...this.world.bin.values()].filter((one) => one.object === object)
    return this.pick(binned.length > 0 && this.chance(0.1) ? binned : this.records(object))
  }

  protected isLive({ id }: ModelRecord): boolean {
    return this.world.records.has(id)
  }

  /** Why a record cannot be read, if so; one that is forbidden is as one that is missing. */
  protected unread(model: Model, record: ModelRecord): string | undefined {
    if (!model.sees(record.object)) return 'record.unknown_object'
    return this.isLive(record) && model.reads(record) ? undefined : 'record.not_found'
  }

  #reference(model: Model, id: Value, field: string): unknown {
    const target = this.world.records.get(String(id))
    if (target === undefined) return null
    return { ...(field === 'about' ? { object: target.object } : {}), id: target.id, title: model.title(target) }
  }

  /** A field as answers show it; undefined: it is not there. */
  #shown(model: Model, record: ModelRecord, field: string): unknown {
    if (!model.names(record.object, field, 'masked')) return undefined
    const value = model.compared(record, field)
    if (model.isMasked(record, field)) {
      const kept = rawValue(this.world, record, field)
      return typeof kept === 'string' && !isLookup(field) ? masked(kept) : null
    }
    if (field === 'lines') return model.isClear(record, field) ? this.#lines(model, record) : null
    if (isLookup(field)) return this.#reference(model, value, field)
    return Array.isArray(value) ? value.map((id: Value) => this.#reference(model, id, field)) : value
  }

  #lines(model: Model, { id }: ModelRecord): unknown {
    const lines = this.linesOf(id).filter(model.reads)
    const ordered = lines.sort((a, b) => (a.id < b.id ? -1 : 1))
    return ordered.map((line) => this.record(model, line, ['deal']))
  }

  protected record(model: Model, record: ModelRecord, without: readonly string[]): Readonly<Record<string, unknown>> {
    const fields = fieldsOf(record.object).filter((field) => !without.includes(field))
    return Object.fromEntries(
      ['id', ...fields].flatMap((field) => {
        const value = field === 'id' ? record.id : this.#shown(model, record, field)
        return value === undefined ? [] : [[field, value]]
      }),
    )
  }

  async _get({ actor, object, model }: Asked): Promise<Verdict> {
    const record = this.some(object)
    const said = await codeOr(async () =>
      plain(object, JSON.parse((await this.engine.records.get(actor, object, record.id)).json) as object),
    )
    return [said, this.unread(model, record) ?? this.record(model, record, []), record.id]
  }

  async _list(asked: Asked): Promise<Verdict> {
    return this.#page(asked, this.pick(filters[asked.object](this.ids())), 'id')
  }

  async _sort(asked: Asked): Promise<Verdict> {
    const by = this.pick(sorts[asked.object])
    return this.#page(asked, undefined, this.chance(0.5) ? by : `-${by}`)
  }

  async #page({ actor, object, model, person }: Asked, filter: Query | undefined, sort: string): Promise<Verdict> {
    const by = sort.replace('-', '')
    const query = {
      ...(filter === undefined ? {} : { filter: filter.text }),
      sort: by === 'id' ? ['id'] : [sort, 'id'],
      count: 'exact' as const,
      // A page that holds everything is counted without asking.
      limit: this.pick([4, 100]),
    }
    const said = await codeOr(async () => {
      const { recordsJson, count, next } = await this.engine.records.query(actor, object, query)
      return {
        count,
        isLast: next === null,
        records: (JSON.parse(recordsJson) as object[]).map((one) => plain(object, one)),
      }
    })
    const about = JSON.stringify(query)
    if (!model.sees(object)) return [said, 'record.unknown_object', about]
    if (filter !== undefined && !this.mayAsk(model, object, filter)) return [said, 'request.bad_filter', about]
    if (by !== 'id' && !this.#isNamed(model, object, by)) return [said, 'request.bad_sort', about]
    const found = this.all(object, model).filter(
      (one) => filter === undefined || filter.holds(this.it(model, one, person)),
    )
    const keyOf = (one: ModelRecord): Value => {
      if (by === 'id') return null
      const value = model.compared(one, by)
      const target = isLookup(by) ? this.world.records.get(String(value)) : undefined
      return target === undefined ? value : model.title(target)
    }
    const ordered = [...found].sort(
      (a, b) => compare(keyOf(a), keyOf(b), sort.startsWith('-')) || (a.id < b.id ? -1 : 1),
    )
    const records = ordered.slice(0, query.limit).map((one) => this.record(model, one, ['lines']))
    return [said, { count: ordered.length, isLast: ordered.length <= query.limit, records }, about]
  }

  protected it(model: Model, record: ModelRecord, me: string): It {
    const managerOf = (id: Value): string | null => this.world.people.get(String(id))?.manager ?? null
    return {
      value: (path) => model.compared(record, path),
      isUnder: (id, top) => model.isUnder(id, top),
      isMineOrBelow: (owner) => {
        let at = owner
        while (at !== null && at !== me) at = managerOf(at)
        return at === me
      },
      me,
    }
  }

  /** Every name of a filter may be named, and the tree be climbed. */
  protected mayAsk(model: Model, object: ObjectKey, { climbs, names }: Query): boolean {
    if (climbs === true && !model.showsEverywhere('deal', 'parent')) return false
    return names.every((name) => this.#isNamed(model, object, name))
  }

  /** May a filter name it? Each step in clear somewhere, and what is behind a lookup only of an object that is seen. */
  #isNamed(model: Model, object: ObjectKey, path: string): boolean {
    const [field = '', below] = path.split('.')
    if (!model.names(object, field, 'read')) return false
    const target = targetOf[field] ?? 'account'
    return below === undefined || (model.sees(target) && model.names(target, below, 'read'))
  }

  async _aggregate({ actor, object, model }: Asked): Promise<Verdict> {
    const { by, sums } = groups[object]
    const [group, field] = [this.pick(by), this.pick(sums)]
    const said = await codeOr(async () => {
      const { rowsJson } = await this.engine.records.aggregate(actor, object, {
        groupBy: [{ field: group }],
        measures: [
          { function: 'sum', field, as: 'sum' },
          { function: 'count', as: 'n' },
        ],
        sort: [group],
      })
      return (JSON.parse(rowsJson) as { sum: number }[]).map((row) => ({ ...row, sum: round(row.sum) }))
    })
    if (!model.sees(object)) return [said, 'record.unknown_object', field]
    const about = `${field} by ${group}`
    if (![group, field].every((name) => this.#isNamed(model, object, name))) return [said, 'request.bad_fields', about]
    const found = new Map<Value, { sum: number; n: number }>()
    for (const record of this.all(object, model)) {
      const key = model.compared(record, group)
      const known = found.get(key) ?? { sum: 0, n: 0 }
      found.set(key, { sum: known.sum + Number(model.compared(record, field) ?? 0), n: known.n + 1 })
    }
    const rows = [...found]
      .sort(([a], [b]) => compare(a, b, false))
      .map(([key, { sum, n }]) => ({ [group]: key, sum: round(sum), n }))
    return [said, rows, about]
  }

  async _search({ actor, object, model }: Asked): Promise<Verdict> {
    const word = this.pick(searches[object].words)
    const said = await codeOr(async () => {
      const { recordsJson } = await this.engine.records.query(actor, object, { search: word, sort: ['id'] })
      return (JSON.parse(recordsJson) as { id: string }[]).map(({ id }) => id)
    })
    if (!model.sees(object)) return [said, 'record.unknown_object', word]
    const searched = searches[object].fields.filter((field) => model.showsEverywhere(object, field))
    const found = this.all(object, model).filter((one) =>
      searched.some((field) => String(rawValue(this.world, one, field) ?? '').includes(word)),
    )
    return [said, found.map(({ id }) => id), word]
  }

  async #toldOf(actor: Actor, { object, id }: ModelRecord): Promise<readonly string[]> {
    const { entries } = await this.engine.records.history(actor, object, id, { limit: 500 })
    const told = new Set(entries.flatMap(({ changes }) => changes.map(({ field }) => field)))
    return stored[object].filter((field) => told.has(field))
  }

  /** What an administrator is told and the person may see now; whatever has a value was written once. */
  async _history({ actor, object, model }: Asked): Promise<Verdict> {
    const record = this.some(object)
    const said = await codeOr(() => this.#toldOf(actor, record))
    if (!model.sees(object)) return [said, 'record.unknown_object', record.id]
    // That of a record in the bin as well: it tells who put it there.
    if (!model.reads(record)) return [said, 'record.not_found', record.id]
    const told = await this.#toldOf(testAdmin, record)
    const single = (field: string): boolean => !isLinks(field) && (record.values[field] ?? null) !== null
    const known = stored[object].filter((field) => told.includes(field) || single(field))
    return [said, known.filter((field) => model.isClear(record, field)), record.id]
  }

  async _documents({ actor, object, model }: Asked): Promise<Verdict> {
    const { documents } = await this.engine.documents.list(actor, { kinds: ['object'] })
    const document = documents.find(({ key }) => key === object) as { fields: { key: string }[] } | undefined
    const told = document?.fields.map(({ key }) => key).filter((key) => key !== 'doc')
    return [told?.sort(), model.sees(object) ? this.#fieldsRead(model, object) : undefined, '']
  }

  #fieldsRead(model: Model, object: ObjectKey): readonly string[] {
    return fieldsOf(object)
      .filter((field) => model.names(object, field, 'masked'))
      .sort()
  }

  /** Of the schemas: which fields stand in them, those of lines among them. */
  async _schemas({ actor, object, model }: Asked): Promise<Verdict> {
    const known = (schema: unknown, of: ObjectKey, without: readonly string[]): unknown => {
      const properties = (schema as { properties?: Record<string, unknown> } | undefined)?.properties ?? {}
      const keys = fieldsOf(of).filter((key) => key in properties && !without.includes(key))
      const { items } = (properties.lines ?? {}) as { items?: unknown }
      return [keys.sort(), ...(keys.includes('lines') ? [known(items, 'item', ['deal'])] : [])]
    }
    const said = await codeOr(async () => {
      const { records } = this.engine
      return [await records.recordSchema(actor, object), await records.schema(actor, object)].map((schema) =>
        known(schema, object, []),
      )
    })
    if (!model.sees(object)) return [said, 'record.unknown_object', '']
    const written = (of: ObjectKey): readonly string[] =>
      stored[of]
        .filter((field) => (['create', 'change'] as const).some((action) => model.writesSomewhere(of, field, action)))
        .sort()
    const whole = (fieldsIn: (of: ObjectKey) => readonly string[]): unknown => {
      const lines = fieldsIn('item').filter((field) => field !== 'deal')
      return [fieldsIn(object), ...(fieldsIn(object).includes('lines') ? [[lines]] : [])]
    }
    return [said, [whole((of) => this.#fieldsRead(model, of)), whole(written)], '']
  }

  /** Of what happened since the organisation began; a record in the bin is known to who may read it there. */
  async _events({ actor, object, model }: Asked): Promise<Verdict> {
    const { events } = await this.engine.events(actor, { after: this.begin, objects: [object], limit: 1_000 })
    const told = new Set(events.map(({ id }) => id))
    const known = [...this.world.records.values(), ...this.world.bin.values()].filter(
      (one) => one.object === object && model.reads(one) && (told.has(one.id) || this.touched.has(one.id)),
    )
    const ids = known.map(({ id }) => id)
    const unexpected = [...told].filter((id) => !ids.includes(id))
    const about = unexpected.map((id) => this.world.records.get(id) ?? this.world.bin.get(id) ?? `${id} is unknown`)
    return [[...told].sort(), ids.sort(), about.length === 0 ? '' : JSON.stringify(about)]
  }

  async _rights({ actor, object, model }: Asked): Promise<Verdict> {
    const record = this.some(object)
    const said = await codeOr(async () => {
      const { actions, fields } = await this.engine.access.ofRecord(actor, object, record.id)
      return [
        ['read', 'change', 'delete', 'transfer'].filter((action) => actions.includes(action as never)),
        fieldsOf(object).map((field) => [field, fields[field] ?? 'none']),
      ]
    })
    const wanted = this.unread(model, record) ?? [
      ['read', 'change', 'delete', 'transfer'].filter((action) => model.may(record, action)),
      fieldsOf(object).map((field) => [field, this.#levelIn(model, record, field)]),
    ]
    return [said, wanted, record.id]
  }

  /** What is computed is nobody's to write: to be read in clear is all there is of it. */
  #levelIn(model: Model, record: ModelRecord, field: string): string {
    const isStored = stored[record.object].includes(field)
    if (!model.names(record.object, field, 'masked')) return 'none'
    if (isStored && model.writes(record, field)) return 'write'
    if (model.isClear(record, field)) return isStored ? 'read' : 'write'
    return model.isMasked(record, field) ? 'masked' : 'none'
  }

  async _files({ actor, model }: Asked): Promise<Verdict> {
    const [file, deal] = this.pick([...this.files])
    const said = await codeOr(async () => (await this.engine.files.get(actor, file)).id)
    const holder = this.world.records.get(deal)
    const isRead = holder !== undefined && model.reads(holder) && model.isClear(holder, 'doc')
    return [said, isRead ? file : 'file.not_found', deal]
  }

  async _duplicates({ actor, model }: Asked): Promise<Verdict> {
    const level = this.pick(words.level)
    const said = await codeOr(async () => {
      const { matches, hidden } = await this.engine.records.duplicates(actor, 'account', { values: { level } })
      return { found: matches.map(({ id, title }) => [id, title]).sort(), hidden }
    })
    if (!model.sees('account')) return [said, 'record.unknown_object', level]
    if (!model.names('account', 'level', 'read')) return [said, 'record.invalid', level]
    const alike = this.records('account').filter(({ values }) => values.level === level)
    const asked = model.showsEverywhere('account', 'level') ? alike : []
    const seen = asked.filter(model.reads)
    const found = seen.map((one) => [one.id, model.title(one)]).sort()
    return [said, { found, hidden: asked.length - seen.length }, level]
  }
}
