import type { Actor } from '../contract.js'
import { testAdmin } from '../engine.testing.js'
import { codeOr, compare, filters, masked, plain, round, sorts } from './access-questions.testing.js'
import type { Query } from './access-questions.testing.js'
import { AccessWorld, words } from './access-world.testing.js'
import { fieldsOf, Model, stored } from './reference-model.testing.js'
import type { Cell, ModelRecord, ObjectKey } from './reference-model.testing.js'

/** What is asked; lists more often than the rest. */
const kinds = [
  'get',
  'list',
  'list',
  'sort',
  'aggregate',
  'search',
  'history',
  'write',
  'documents',
  'events',
  'rights',
  'files',
  'duplicates',
] as const

/** Every case asks the engine and the model the same. */
export class AccessCases extends AccessWorld {
  readonly differences: string[] = []
  cases = 0

  /** One person asks one thing; what the model says otherwise is noted. */
  async ask(): Promise<void> {
    this.cases += 1
    const person = this.pick([...this.world.people.values()])
    const actor: Actor = { ...testAdmin, id: person.id, name: person.id, roles: person.roles }
    const object = this.pick(['account', 'deal'] as const)
    const model = new Model(this.world, person.id)
    const kind = this.pick(kinds)
    const asked = { actor, object, model, person: person.id }
    const [said, wanted, about] = await this[`_${kind}`](asked)
    if (JSON.stringify(said) !== JSON.stringify(wanted))
      this.differences.push(
        `case ${this.cases}, ${kind} ${object} ${about}, person ${person.id}, roles ${JSON.stringify(person.roles.map((role) => [role, this.world.roles.get(role)]))}:\n  engine ${JSON.stringify(said)}\n  model  ${JSON.stringify(wanted)}`,
      )
  }

  #all(object: ObjectKey, model: Model): readonly ModelRecord[] {
    return [...this.world.records.values()].filter((one) => one.object === object && model.reads(one))
  }

  /** A field as answers show it; undefined: it is not there. */
  #shown(model: Model, record: ModelRecord, field: string): unknown {
    if (!model.names(record.object, field, 'masked')) return undefined
    if (model.isMasked(record, field)) {
      const value = model.raw(record, field)
      return typeof value === 'string' && field !== 'customer' ? masked(value) : null
    }
    const value = model.compared(record, field)
    if (field !== 'customer' || value === null) return value
    const target = this.world.records.get(String(value)) as ModelRecord
    return { id: target.id, title: model.title(target) }
  }

  #record(model: Model, record: ModelRecord): Readonly<Record<string, unknown>> {
    return Object.fromEntries(
      ['id', ...fieldsOf(record.object)].flatMap((field) => {
        const value = field === 'id' ? record.id : this.#shown(model, record, field)
        return value === undefined ? [] : [[field, value]]
      }),
    )
  }

  async _get({ actor, object, model }: Asked): Promise<Verdict> {
    const record = this.pick([...this.world.records.values()].filter((one) => one.object === object))
    const said = await codeOr(async () =>
      plain(object, JSON.parse((await this.engine.records.get(actor, object, record.id)).json)),
    )
    const wanted = !model.sees(object)
      ? 'record.unknown_object'
      : model.reads(record)
        ? this.#record(model, record)
        : 'record.not_found'
    return [said, wanted, record.id]
  }

  async _list(asked: Asked): Promise<Verdict> {
    const filter = this.pick(filters[asked.object])
    return this.#page(asked, filter, 'id')
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
    }
    const said = await codeOr(async () => {
      const { recordsJson, count } = await this.engine.records.query(actor, object, query)
      return { count, records: (JSON.parse(recordsJson) as object[]).map((one) => plain(object, one)) }
    })
    const about = JSON.stringify(query)
    if (!model.sees(object)) return [said, 'record.unknown_object', about]
    if (filter?.names.some((name) => !this.#isNamed(model, object, name)) === true)
      return [said, 'request.bad_filter', about]
    if (by !== 'id' && !this.#isNamed(model, object, by)) return [said, 'request.bad_sort', about]
    const found = this.#all(object, model).filter(
      (one) => filter === undefined || filter.holds((path) => model.compared(one, path), person),
    )
    const keyOf = (one: ModelRecord): Cell => {
      if (by === 'id') return null
      const value = model.compared(one, by)
      return by === 'customer' && value !== null
        ? model.title(this.world.records.get(String(value)) as ModelRecord)
        : value
    }
    const ordered = [...found].sort(
      (a, b) => compare(keyOf(a), keyOf(b), sort.startsWith('-')) || (a.id < b.id ? -1 : 1),
    )
    return [said, { count: ordered.length, records: ordered.map((one) => this.#record(model, one)) }, about]
  }

  /** May a filter name it? Each step in clear somewhere, and what is behind a lookup only of an object that is seen. */
  #isNamed(model: Model, object: ObjectKey, path: string): boolean {
    const [field = '', below] = path.split('.')
    if (!model.names(object, field, 'read')) return false
    return below === undefined || (model.sees('account') && model.names('account', below, 'read'))
  }

  async _aggregate({ actor, object, model }: Asked): Promise<Verdict> {
    const group = object === 'deal' ? 'stage' : 'level'
    const field = this.pick(object === 'deal' ? ['amount', 'cost', 'margin'] : ['credit', 'twice', 'dealSum'])
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
    if (![group, field].every((name) => this.#isNamed(model, object, name))) return [said, 'request.bad_fields', field]
    const groups = new Map<Cell, { sum: number; n: number }>()
    for (const record of this.#all(object, model)) {
      const key = model.compared(record, group)
      const known = groups.get(key) ?? { sum: 0, n: 0 }
      groups.set(key, { sum: known.sum + Number(model.compared(record, field) ?? 0), n: known.n + 1 })
    }
    const rows = [...groups]
      .sort(([a], [b]) => compare(a, b, false))
      .map(([key, { sum, n }]) => ({ [group]: key, sum: round(sum), n }))
    return [said, rows, field]
  }

  async _search({ actor, object, model }: Asked): Promise<Verdict> {
    const word = this.pick(object === 'deal' ? ['deal1', 'won', 'eal07'] : ['acc0', 'gold', '13800000001', 'acc11'])
    const fields = object === 'deal' ? ['subject', 'stage'] : ['name', 'phone', 'level']
    const said = await codeOr(async () => {
      const { recordsJson } = await this.engine.records.query(actor, object, { search: word, sort: ['id'] })
      return (JSON.parse(recordsJson) as { id: string }[]).map(({ id }) => id)
    })
    if (!model.sees(object)) return [said, 'record.unknown_object', word]
    const searched = fields.filter((field) => model.searches(object, field))
    const found = this.#all(object, model).filter((one) =>
      searched.some((field) => String(model.raw(one, field) ?? '').includes(word)),
    )
    return [said, found.map(({ id }) => id).sort(), word]
  }

  async _history({ actor, object, model }: Asked): Promise<Verdict> {
    const record = this.pick([...this.world.records.values()].filter((one) => one.object === object))
    const said = await codeOr(async () => {
      const { entries } = await this.engine.records.history(actor, object, record.id, {})
      const told = new Set(entries.flatMap(({ changes }) => changes.map(({ field }) => field)))
      return stored[object].filter((field) => told.has(field))
    })
    if (!model.sees(object)) return [said, 'record.unknown_object', record.id]
    if (!model.reads(record)) return [said, 'record.not_found', record.id]
    const known = stored[object].filter((field) => model.isClear(record, field) && this.#touched(record, field))
    return [said, known, record.id]
  }

  readonly #cleared = new Set<string>()

  /** History speaks of fields that ever had a value. */
  #touched(record: ModelRecord, field: string): boolean {
    return record.values[field] !== null || this.#cleared.has(`${record.id}/${field}`)
  }

  async _write({ actor, object, model }: Asked): Promise<Verdict> {
    const record = this.pick([...this.world.records.values()].filter((one) => one.object === object))
    const field = this.pick(object === 'deal' ? ['amount', 'cost', 'stage', 'owner'] : ['credit', 'level', 'owner'])
    const value =
      field === 'owner'
        ? this.pick([...this.world.people.keys()])
        : field === 'stage' || field === 'level'
          ? this.pick(words[field])
          : Math.floor(this.random() * 100) + 0.5
    const before = field === 'owner' ? record.owner : (record.values[field] ?? null)
    const said = await codeOr(async () => {
      await this.engine.records.update(actor, object, record.id, { [field]: value })
      return 'done'
    })
    const wanted = this.#verdictOn(model, record, field, value)
    if (said === 'done') {
      if (field === 'owner') record.owner = String(value)
      else record.values[field] = value
    } else {
      const { json } = await this.engine.records.get(testAdmin, object, record.id)
      const now = (JSON.parse(json) as Record<string, unknown>)[field]
      const kept = field === 'owner' ? ((now as { id: string } | null)?.id ?? null) : now
      if (kept !== before) return [`${String(said)}, and changed`, wanted, `${record.id} ${field}`]
    }
    return [said, wanted, `${record.id} ${field}=${value}`]
  }

  #verdictOn(model: Model, record: ModelRecord, field: string, value: Cell): string {
    const { object } = record
    if (!model.sees(object)) return 'record.unknown_object'
    if (!model.reads(record)) return 'record.not_found'
    if (!model.may(record, 'change')) return 'access.denied'
    const isOwner = field === 'owner'
    if (isOwner && record.owner !== value && !model.may(record, 'transfer')) return 'record.out_of_scope'
    if (!isOwner && !model.writes(record, field)) return 'record.invalid'
    const after: ModelRecord = isOwner
      ? { ...record, owner: String(value) }
      : { ...record, values: { ...record.values, [field]: value } }
    return model.may(after, 'change') || model.may(record, 'transfer') ? 'done' : 'record.out_of_scope'
  }

  async _documents({ actor, object, model }: Asked): Promise<Verdict> {
    const { documents } = await this.engine.documents.list(actor, { kinds: ['object'] })
    const document = documents.find(({ key }) => key === object) as { fields: { key: string }[] } | undefined
    const wanted = model.sees(object)
      ? fieldsOf(object)
          .filter((field) => model.names(object, field, 'masked'))
          .sort()
      : undefined
    const told = document?.fields.map(({ key }) => key).filter((key) => key !== 'doc')
    return [told?.sort(), wanted, '']
  }

  async _events({ actor, object, model }: Asked): Promise<Verdict> {
    const { events } = await this.engine.events(actor, { after: this.begin, objects: [object], limit: 1_000 })
    const told = [...new Set(events.map(({ id }) => id))].sort()
    return [
      told,
      this.#all(object, model)
        .map(({ id }) => id)
        .sort(),
      '',
    ]
  }

  async _rights({ actor, object, model }: Asked): Promise<Verdict> {
    const record = this.pick([...this.world.records.values()].filter((one) => one.object === object))
    const said = await codeOr(async () => {
      const { fields } = await this.engine.access.ofRecord(actor, object, record.id)
      return fieldsOf(object).map((field) => [field, fields[field] ?? 'none'])
    })
    if (!model.sees(object)) return [said, 'record.unknown_object', record.id]
    if (!model.reads(record)) return [said, 'record.not_found', record.id]
    return [said, fieldsOf(object).map((field) => [field, this.#levelIn(model, record, field)]), record.id]
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
    const holder = this.world.records.get(deal) as ModelRecord
    return [said, model.reads(holder) && model.isClear(holder, 'doc') ? file : 'file.not_found', deal]
  }

  async _duplicates({ actor, model }: Asked): Promise<Verdict> {
    const level = this.pick(words.level)
    const said = await codeOr(async () => {
      const { matches, hidden } = await this.engine.records.duplicates(actor, 'account', { values: { level } })
      return { found: matches.map(({ id, title }) => [id, title]).sort(), hidden }
    })
    if (!model.sees('account')) return [said, 'record.unknown_object', level]
    if (!model.names('account', 'level', 'read')) return [said, 'record.invalid', level]
    const alike = [...this.world.records.values()].filter(
      (one) => one.object === 'account' && one.values.level === level,
    )
    const asked = model.searches('account', 'level') ? alike : []
    const seen = asked.filter((one) => model.reads(one))
    return [
      said,
      { found: seen.map((one) => [one.id, model.title(one)]).sort(), hidden: asked.length - seen.length },
      level,
    ]
  }
}

interface Asked {
  readonly actor: Actor
  readonly object: ObjectKey
  readonly model: Model
  readonly person: string
}

/** What the engine said, what the model says, what was asked. */
type Verdict = readonly [unknown, unknown, string]

/** Runs cases until there are as many as asked for, with another organisation every `each`. */
export async function runAccessCases(cases: AccessCases, wanted: number, each: number): Promise<void> {
  await cases.fill()
  while (cases.cases < wanted && cases.differences.length === 0) {
    await cases.shuffle()
    for (let n = 0; n < each && cases.cases < wanted && cases.differences.length === 0; n += 1) await cases.ask()
  }
}
