import type { Expression, FieldPath, WireValue } from '@tessera/formula'
import type { ClientBase, Pool } from 'pg'
import { definerAccess } from '../access/access.js'
import { fieldById, objectById } from '../catalog/catalog.js'
import type { Catalog, CatalogField, CatalogObject } from '../catalog/catalog.js'
import { jsonOfType, plainJson } from '../sql/json-value.js'
import { rowSource } from '../sql/row-source.js'
import { titleText } from '../sql/title-text.js'
import { execute, join, raw, slot, toNamedStatement } from '../storage/statement.js'
import type { RuntimeValues, Statement } from '../storage/statement.js'
import type { RowJson } from './read-rows.js'
import { readAbove } from './read-above.js'

/**
 * Values that expressions of the pipeline read over lookups (`customer.level`), as the definer sees them: one statement
 * per lookup field and set of paths, for all records of a batch at once.
 */
export interface PathValues {
  get(lookup: CatalogField, id: string, rest: FieldPath): WireValue
  /** A path from the record of the acting user (`me.department`). */
  me(path: FieldPath): WireValue
  title(object: string, id: string): string | null
  /** The record right above another in the tree of an object, where that was read; null at the top. */
  above(object: string, id: string): string | null
}

type Known = Map<string, Map<string, WireValue>>

/** Collects what was read; `load` may be called again when more lookups have been filled: what is known is not read again. */
export class PathReader implements PathValues {
  readonly #known: Known = new Map()
  readonly #titles: Known = new Map()
  readonly #above = new Map<string, Map<string, string | null>>()

  constructor(
    private readonly db: Pool | ClientBase,
    private readonly catalog: Catalog,
    private readonly runtime: RuntimeValues,
  ) {}

  get(lookup: CatalogField, id: string, rest: FieldPath): WireValue {
    return this.#known.get(pathKey(targetOf(lookup), rest))?.get(id) ?? null
  }

  me(path: FieldPath): WireValue {
    const { me } = this.runtime
    return me === null ? null : (this.#known.get(pathKey(this.catalog.userObject, path))?.get(me) ?? null)
  }

  title(object: string, id: string): string | null {
    return (this.#titles.get(object)?.get(id) as string | null | undefined) ?? null
  }

  above(object: string, id: string): string | null {
    return this.#above.get(object)?.get(id) ?? null
  }

  /** Reads the way from these records to the top of their tree. */
  async loadAbove(object: string, ids: readonly string[]): Promise<void> {
    const known = mapAt(this.#above, object)
    const wanted = [...new Set(ids)].filter((id) => !known.has(id))
    if (wanted.length === 0) return
    const found = await readAbove(this.db, objectById(this.catalog, object), wanted, this.runtime)
    for (const id of wanted) known.set(id, null)
    for (const [id, parent] of found) known.set(id, parent)
  }

  /** Reads every path of `expressions` that starts at a lookup, for the ids that `idsOf` finds in the records. */
  async load(
    object: CatalogObject,
    expressions: readonly Expression[],
    idsOf: (lookup: CatalogField) => Iterable<string>,
  ): Promise<void> {
    for (const [lookupId, rests] of pathsOverLookups(this.catalog, object, expressions)) {
      const lookup = fieldById(object, lookupId)
      const target = objectById(this.catalog, targetOf(lookup))
      await this.#read(target, rests, idsOf(lookup))
    }
    await this.loadMine(expressions)
  }

  /** Reads every path of `expressions` that starts at the acting user. */
  async loadMine(expressions: readonly Expression[]): Promise<void> {
    const mine = distinctPaths(expressions.flatMap(({ mePaths }) => mePaths))
    const { me } = this.runtime
    if (mine.length > 0 && me !== null) await this.#read(objectById(this.catalog, this.catalog.userObject), mine, [me])
  }

  async #read(target: CatalogObject, rests: readonly FieldPath[], wanted: Iterable<string>): Promise<void> {
    const columnsOf = rests.map((rest) => mapAt(this.#known, pathKey(target.id, rest)))
    const known = columnsOf.length > 0 ? columnsOf : [mapAt(this.#titles, target.id)]
    const ids = [...new Set(wanted)].filter((id) => !known.every((column) => column.has(id)))
    if (ids.length === 0) return
    const statement = pathStatement(this.catalog, target, rests)
    const { rows } = await execute<{ id: string; title: string | null; v: RowJson | null }>(
      this.db,
      statement,
      this.runtime,
      { ids },
    )
    const titles = mapAt(this.#titles, target.id)
    for (const { id, title, v } of rows) {
      titles.set(id, title)
      columnsOf.forEach((column, index) => column.set(id, v?.[`f${index + 1}`] ?? null))
    }
  }
}

function pathStatement(catalog: Catalog, target: CatalogObject, rests: readonly FieldPath[]): Statement {
  const source = rowSource(catalog, target, 't', definerAccess)
  const values = rests.map((rest) => {
    const fields = rest.map((step) => fieldById(objectById(catalog, step.object), step.field))
    const last = fields.at(-1) as CatalogField
    // Behind links there is a value of each of them.
    const isMany = fields.slice(0, -1).some(({ links }) => links !== undefined)
    const value = source.path(rest)
    return isMany ? jsonOfType({ kind: 'list', of: last.formulaType }, value) : plainJson(last, value)
  })
  const title = titleText(source)
  return toNamedStatement(
    join([
      'SELECT t.id, (',
      title,
      ')::text AS title, row_to_json(ROW(',
      ...values.flatMap((value, index) => (index === 0 ? [value] : [', ', value])),
      `)) AS v FROM ${target.table} AS t `,
      source.joins(),
      ' WHERE t.id = ANY(',
      raw('?::uuid[]', [slot('ids') as never]),
      ')',
    ]),
  )
}

/** The paths of expressions that leave the object: lookup field id → rests; formulas of the object are followed. */
function pathsOverLookups(
  catalog: Catalog,
  object: CatalogObject,
  expressions: readonly Expression[],
): ReadonlyMap<string, readonly FieldPath[]> {
  const found = new Map<string, Map<string, FieldPath>>()
  const follow = (expression: Expression): void => {
    for (const path of expression.paths) {
      const [step, ...rest] = path
      if (step === undefined) continue
      const field = fieldById(object, step.field)
      if (rest.length > 0) mapAt(found, field.id).set(pathKey('', rest), rest)
      else if (field.formula !== undefined) follow(field.formula)
      else if (field.target !== undefined && usesTitles(expression)) mapAt(found, field.id)
    }
  }
  expressions.forEach(follow)
  return new Map([...found].map(([lookup, rests]) => [lookup, [...rests.values()]]))
}

const distinctPaths = (paths: readonly FieldPath[]): FieldPath[] => [
  ...new Map(paths.map((path) => [pathKey('', path), path])).values(),
]

/** Titles are read with every path; a bare lookup needs a read only when its title is asked for. */
const usesTitles = (expression: Expression): boolean => /title\s*\(/i.test(expression.text)

/** The object whose records a lookup or links lead to. */
const targetOf = ({ target, links }: CatalogField): string => target ?? links?.target ?? ''

const pathKey = (target: string, rest: FieldPath): string => [target, ...rest.map((step) => step.field)].join('/')

function mapAt<K, V>(maps: Map<string, Map<K, V>>, key: string): Map<K, V> {
  let inner = maps.get(key)
  if (inner === undefined) {
    inner = new Map()
    maps.set(key, inner)
  }
  return inner
}
