import { toSql } from '@tessera/formula'
import type { FieldPath, SqlContext, SqlFragment } from '@tessera/formula'
import type { Access } from '../access/access.js'
import { definerAccess } from '../access/access.js'
import { fieldById, objectById } from '../catalog/catalog.js'
import type { Catalog, CatalogField, CatalogLinks, CatalogObject } from '../catalog/catalog.js'
import { quoteIdentifier } from '../storage/identifiers.js'
import { join, raw } from '../storage/statement.js'
import { linkTable } from '../catalog/link-table.js'
import { linkedRows } from './linked-rows.js'
import { aggregateOf } from './rollup-aggregate.js'
import type { RollupAggregate } from './rollup-aggregate.js'
import type { RowSource } from './rows.js'
import { titleText } from './title-text.js'
import { isUnderSql } from './tree-sql.js'

/** Starts a source at `alias`; the caller writes `FROM <table> AS <alias>` and the row rule itself. */
export function rowSource(catalog: Catalog, object: CatalogObject, alias: string, access: Access): RowSource {
  return new Source(catalog, object, alias, access, new Joins(alias))
}

/** The aggregate of a roll-up field over its children under `alias`; the write path recomputes stored ones with it. */
export function rollupAggregate(catalog: Catalog, field: CatalogField, alias: string): RollupAggregate {
  const child = objectById(catalog, field.rollup?.child ?? '')
  return aggregateOf(catalog, field, child, rowSource(catalog, child, alias, definerAccess))
}

/** The joins of one statement, by the way they are reached. */
class Joins {
  readonly #byKey = new Map<string, { alias: string; sql: SqlFragment }>()
  readonly #prefix: string

  constructor(prefix: string) {
    this.#prefix = prefix
  }

  /** Alias of the join for `key`, made by `make` when it is new. */
  aliasOf(key: string, make: (alias: string) => SqlFragment): string {
    const known = this.#byKey.get(key)
    if (known !== undefined) return known.alias
    const alias = `${this.#prefix}_${this.#byKey.size + 1}`
    const entry = { alias, sql: raw('') }
    this.#byKey.set(key, entry)
    entry.sql = make(alias)
    return alias
  }

  toSql(): SqlFragment {
    return join(
      [...this.#byKey.values()].map((entry) => entry.sql),
      ' ',
    )
  }
}

const idOf = ({ alias }: RowSource): SqlFragment => raw(`${alias}."id"`)

/** Of lookups one of which is filled: what it holds. */
const firstOf = (values: readonly SqlFragment[]): SqlFragment =>
  values.length === 1 ? (values[0] ?? raw('NULL::uuid')) : join(['COALESCE(', join(values, ', '), ')'])

class Source implements RowSource {
  readonly context: SqlContext

  constructor(
    readonly catalog: Catalog,
    readonly object: CatalogObject,
    readonly alias: string,
    readonly access: Access,
    readonly shared: Joins,
  ) {
    this.context = {
      path: (path, version) => {
        if (version === 'old') throw new Error('SQL has no record before the change')
        return version === 'me' ? this.ofActor(path) : this.path(path)
      },
      isLinked: (path, members) => this.isLinked(path, members),
      title: (objectId, id) => this.titleOf(objectById(catalog, objectId), id),
      isUnder: (objectId, id, ancestors, isFixed) =>
        isUnderSql(objectById(catalog, objectId), access, alias, { id, ancestors, isFixed }),
    }
  }

  path(path: FieldPath): SqlFragment {
    const last = path.at(-1)
    if (last === undefined) throw new Error('an empty path')
    const over = path.slice(0, -1).map((step) => fieldById(objectById(this.catalog, step.object), step.field))
    const many = over.findIndex(({ links }) => links !== undefined)
    const list = over[many]
    if (list?.links !== undefined) {
      const rest = path.slice(many + 1)
      const near = this.source(over.slice(0, many))
      return near.shown(
        list,
        near.linked(list.links, (target) => target.path(rest)),
      )
    }
    return this.target(over).visible(fieldById(objectById(this.catalog, last.object), last.field))
  }

  visible(field: CatalogField): SqlFragment {
    if (field.links !== undefined) return this.shown(field, this.linked(field.links, idOf))
    if (field.members !== undefined) return firstOf(field.members.map((member) => this.visible(member)))
    const target = field.key === 'id' || field.column === undefined ? undefined : field.target
    // The rule takes a join of every row; without one the column is enough, and an index on it serves.
    const isRuled = target !== undefined && this.access.rowRule(objectById(this.catalog, target), 'r').sql !== 'true'
    return this.shown(field, isRuled ? raw(`${this.target([field]).alias}."id"`) : this.field(field))
  }

  isGuarded(field: CatalogField): boolean {
    return this.access.guard(field, this.alias) !== undefined
  }

  /** Blank in rows where the reader may not see the field. */
  private shown(field: CatalogField, value: SqlFragment): SqlFragment {
    const guard = this.access.guard(field, this.alias)
    return guard === undefined ? value : join(['(CASE WHEN ', guard.clear, ' THEN ', value, ' END)'])
  }

  field(field: CatalogField): SqlFragment {
    if (field.formula !== undefined) {
      const value = toSql(field.formula, this.definer().context, 'value')
      return field.formula.type.kind === 'number' && field.decimals !== undefined
        ? join(['round(', value, `, ${field.decimals})`])
        : value
    }
    if (field.rollup !== undefined && !field.rollup.stored) return this.rollupOnRead(field)
    if (field.links !== undefined) return this.definer().visible(field)
    if (field.members !== undefined) return firstOf(field.members.map((member) => this.field(member)))
    if (field.column === undefined) return raw('NULL')
    return raw(`${this.alias}.${quoteIdentifier(field.column)}`)
  }

  target(over: readonly CatalogField[]): RowSource {
    return this.source(over)
  }

  private source(over: readonly CatalogField[]): Source {
    const [lookup, ...rest] = over
    if (lookup === undefined) return this
    const target = objectById(this.catalog, lookup.target ?? '')
    const rule = this.access === definerAccess ? 'definer' : 'reader'
    const alias = this.shared.aliasOf(`${rule}:${this.alias}.${lookup.id}`, (name) =>
      join([
        `LEFT JOIN ${target.table} AS ${name} ON ${name}."id" = `,
        this.shown(lookup, this.field(lookup)),
        this.access === definerAccess ? '' : join([' AND ', this.access.rowRule(target, name)]),
      ]),
    )
    return new Source(this.catalog, target, alias, this.access, this.shared).source(rest)
  }

  joins(): SqlFragment {
    return this.shared.toSql()
  }

  private definer(): Source {
    return this.access === definerAccess
      ? this
      : new Source(this.catalog, this.object, this.alias, definerAccess, this.shared)
  }

  /** A value of each record that a row is linked with, in the order they were linked; blank ones are left out, none is blank. */
  private linked(links: CatalogLinks, value: (target: RowSource) => SqlFragment): SqlFragment {
    const object = objectById(this.catalog, links.target)
    const target = rowSource(this.catalog, object, `${this.alias}_k`, this.access)
    const member = value(target)
    return join([
      '(SELECT array_agg(',
      member,
      ` ORDER BY ${target.alias}_n."n") FILTER (WHERE (`,
      member,
      ') IS NOT NULL)',
      linkedRows(this.catalog, this.access, links, target, `${this.alias}."id"`),
      ')',
    ])
  }

  /** Rows are found by the pairs of the given records, whichever way PostgreSQL likes it. */
  private isLinked(path: FieldPath, members: SqlFragment): SqlFragment | undefined {
    const [step, ...rest] = path
    const field = step === undefined || rest.length > 0 ? undefined : this.object.fieldsById.get(step.field)
    const { links } = field ?? {}
    if (field === undefined || links === undefined || this.access.guard(field, this.alias) !== undefined)
      return undefined
    const target = objectById(this.catalog, links.target)
    const [pairs, other] = [`${this.alias}_p`, `${this.alias}_q`]
    return join([
      `${this.alias}."id" IN (SELECT ${pairs}."${links.near}" FROM ${linkTable(this.catalog, links)} AS ${pairs} `,
      `JOIN ${target.table} AS ${other} ON ${other}."id" = ${pairs}."${links.far}" WHERE ${pairs}."${links.far}" = ANY(`,
      members,
      `) AND ${other}."deleted_at" IS NULL AND `,
      this.access.rowRule(target, other),
      ')',
    ])
  }

  /** A roll-up that is not stored: a subquery over the children of the row. */
  private rollupOnRead(field: CatalogField): SqlFragment {
    const children = rollupAggregate(this.catalog, field, `${this.alias}_c`)
    return join([
      '(SELECT ',
      children.value,
      ' ',
      children.from,
      ` WHERE ${children.parent} = ${this.alias}."id" AND ${children.alias}."deleted_at" IS NULL)`,
    ])
  }

  /** A path that starts at the acting user's record, which everybody may read of oneself. */
  private ofActor(path: FieldPath): SqlFragment {
    const user = objectById(this.catalog, this.catalog.userObject)
    const inner = rowSource(this.catalog, user, `${this.alias}_m`, this.access)
    const value = inner.path(path)
    const isMe = raw(`${inner.alias}."id" = ?::uuid`, [{ runtime: 'me' }])
    return join(['(SELECT ', value, ` FROM ${user.table} AS ${inner.alias} `, inner.joins(), ' WHERE ', isMe, ')'])
  }

  private titleOf(object: CatalogObject, id: SqlFragment): SqlFragment {
    const inner = rowSource(this.catalog, object, `${this.alias}_t`, this.access)
    const title = titleText(inner)
    const rule = this.access.rowRule(object, inner.alias)
    return join([
      '(SELECT ',
      title,
      ` FROM ${object.table} AS ${inner.alias} `,
      inner.joins(),
      ` WHERE ${inner.alias}."id" = `,
      id,
      ' AND ',
      rule,
      ')',
    ])
  }
}
