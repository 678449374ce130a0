import { codeOr, filters, masked, round } from './access-questions.testing.js'
import { AccessReads } from './access-reads.testing.js'
import type { Asked, Verdict } from './access-reads.testing.js'
import { fieldsOf, isLinks, isLookup, rawValue, targetOf, titleOf } from './model-world.testing.js'
import type { Cell, ModelRecord, ObjectKey, Value } from './model-world.testing.js'
import type { Model } from './reference-model.testing.js'

/** Columns over lookups and links that an export may be asked for. */
const paths: Readonly<Record<ObjectKey, readonly string[]>> = {
  account: ['partnerOf.amount', 'partnerOf.subject'],
  deal: ['customer.level', 'customer.name', 'customer.phone', 'parent.cost', 'partners.credit'],
  item: ['deal.stage', 'deal.subject'],
}

/** Of what an export shows: of its own object and over paths what may be exported, of other objects their titles. */
interface Exporting {
  /** Who asks, and what they may read. */
  readonly reader: Model
  /** The object that is exported by its export grants alone. */
  readonly own: Model
}

/** Exports of random columns and filters, cell by cell. */
export class AccessExports extends AccessReads {
  async _export({ actor, object, model: reader, person }: Asked): Promise<Verdict> {
    const filter = this.chance(0.4) ? this.pick(filters[object](this.ids())) : undefined
    const fields = this.#someColumns(object)
    const request = { object, format: 'csv', ...(fields === undefined ? {} : { fields }), sort: ['id'] } as const
    const said = await codeOr(async () => {
      const open = await this.engine.exports.open(
        actor,
        filter === undefined ? request : { ...request, filter: filter.text },
      )
      const rows: unknown[] = []
      for await (const page of open.pages())
        rows.push(...page.map((row) => open.columns.map(({ machineText }, at) => plainCell(machineText(row[at])))))
      const paths = open.columns.map(({ path }) => path)
      // The two that the model does not know: when it was made, and changed.
      const shown = fields === undefined ? paths.slice(0, -2) : paths
      return { count: open.count, paths: shown, rows: rows.map((row) => (row as unknown[]).slice(0, shown.length)) }
    })
    const about = JSON.stringify([request, filter?.text])
    const own = reader.exporting(object)
    if (!reader.sees(object)) return [said, 'record.unknown_object', about]
    if (!own.sees(object)) return [said, 'access.denied', about]
    const shownFields = fieldsOf(object).filter((field) => field !== 'lines' && own.names(object, field, 'masked'))
    const columns = fields ?? [...shownFields, 'owner']
    if (!columns.every((path) => this.#isExported({ reader, own }, object, path)))
      return [said, 'request.bad_fields', about]
    if (filter !== undefined && !this.mayAsk(own, object, filter)) return [said, 'request.bad_filter', about]
    const found = this.all(object, own).filter((one) => filter === undefined || filter.holds(this.it(own, one, person)))
    const rows = found.map((record) => columns.map((path) => this.#cell({ reader, own }, record, path)))
    const wanted = { count: rows.length, paths: columns, rows }
    return [withoutFiles(said, fields === undefined), wanted, about]
  }

  /** Everything there is; or some fields; or one over a lookup: where it may not be exported the whole is refused. */
  #someColumns(object: ObjectKey): readonly string[] | undefined {
    if (this.chance(0.3)) return undefined
    if (this.chance(0.7)) return ['id', this.pick(paths[object])]
    return ['id', ...[...fieldsOf(object), 'owner'].filter((field) => field !== 'lines' && this.chance(0.2))]
  }

  #isExported({ reader, own }: Exporting, object: ObjectKey, path: string): boolean {
    const [field = '', below] = path.split('.')
    if (!isSystem(field) && !own.names(object, field, 'masked')) return false
    if (below === undefined) return true
    const target = targetOf[field] ?? 'account'
    if (target === object) return own.names(object, below, 'masked')
    const other = below === titleOf[target] ? reader : reader.exporting(target)
    return reader.mayAny(target, 'export') && reader.sees(target) && other.names(target, below, 'masked')
  }

  #cell({ reader, own }: Exporting, record: ModelRecord, path: string): unknown {
    const [field = '', below] = path.split('.')
    if (isSystem(field)) return rawValue(this.world, record, field)
    if (!isLookup(field) && !isLinks(field)) return this.#shownIn(own, record, field)
    const ids = [own.compared(record, field) ?? []].flat()
    const targets = ids.map((id) => this.world.records.get(String(id))).filter((one) => one !== undefined)
    if (targets.length === 0) return null
    const cells = targets.map((target) => {
      if (below === undefined)
        return field === 'about' ? JSON.stringify({ object: target.object, id: target.id }) : target.id
      const isOwn = target.object === record.object
      const by = isOwn ? own : below === titleOf[target.object] ? reader : reader.exporting(target.object)
      return this.#shownIn(by, target, below)
    })
    return isLinks(field) ? JSON.stringify(cells) : cells[0]
  }

  #shownIn(model: Model, record: ModelRecord, field: string): Value {
    const kept = rawValue(this.world, record, field) as Cell
    if (model.isClear(record, field)) return kept
    return model.isMasked(record, field) && typeof kept === 'string' ? masked(kept) : null
  }
}

const isSystem = (field: string): boolean => field === 'id' || field === 'owner'

const plainCell = (cell: unknown): unknown => (typeof cell === 'number' ? round(cell) : cell)

/** Files are no part of the model. */
function withoutFiles(said: unknown, isWhole: boolean): unknown {
  if (!isWhole || typeof said !== 'object') return said
  const { count, paths, rows } = said as { count: number; paths: string[]; rows: unknown[][] }
  const at = paths.indexOf('doc')
  if (at < 0) return said
  const without = <T>(list: readonly T[]): readonly T[] => list.filter((_, index) => index !== at)
  return { count, paths: without(paths), rows: rows.map(without) }
}
