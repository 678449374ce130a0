import { departmentsAround, isInScope } from './model-organisation.testing.js'
import { computed, isLinks, isLookup, rawValue, rowFormulas, titleOf } from './model-world.testing.js'
import type { Cell, Level, ModelGrant, ModelRecord, ModelWorld, ObjectKey, Value } from './model-world.testing.js'

const order: readonly Level[] = ['none', 'masked', 'read', 'write']
const atLeast = (level: Level, wanted: Level): boolean => order.indexOf(level) >= order.indexOf(wanted)
const everyRow = 'all '

/** What one grant comes to for one person. */
interface Held {
  readonly actions: readonly string[]
  /** Its rows in words: two with the same are about the same rows. */
  readonly rows: string
  readonly covers: (record: ModelRecord) => boolean
  readonly level: (field: string) => Level
}

/**
 * Who may see and do what, written from the sentences of decision 0028 alone and without a thought for speed: what `access/` is
 * compared with. Blank is null.
 */
export class Model {
  readonly #known = new Map<ObjectKey, readonly Held[]>()

  constructor(
    private readonly world: ModelWorld,
    private readonly me: string,
  ) {}

  /** An export of an object: of it what grants that have read and export show, in their own rows only. */
  exporting(exported: ObjectKey): Model {
    const model = new Model(this.world, this.me)
    for (const object of ['account', 'deal', 'item'] as const) {
      const exports = ({ actions }: Held): boolean => actions.includes('read') && actions.includes('export')
      model.#known.set(object, object === exported ? this.held(object).filter(exports) : this.held(object))
    }
    return model
  }

  private get roles(): readonly string[] {
    return this.world.people.get(this.me)?.roles ?? []
  }

  private held(object: ObjectKey): readonly Held[] {
    let found = this.#known.get(object)
    if (found === undefined) {
      const own = this.roles.flatMap((role) => this.ofRole(role, object))
      found = [...own, ...this.shared(object, own)]
      this.#known.set(object, found)
    }
    return found
  }

  private reading = (object: ObjectKey): readonly Held[] =>
    this.held(object).filter(({ actions }) => actions.includes('read'))

  private said(role: string, object: ObjectKey): readonly ModelGrant[] {
    return (this.world.roles.get(role) ?? []).filter((grant) => grant.object === object)
  }

  /** A role that says nothing about lines says of them what it says of their records. */
  private ofRole(role: string, object: ObjectKey): readonly Held[] {
    const follows = this.said(role, 'item').length === 0
    if (object === 'item' && follows) return this.ofRole(role, 'deal').flatMap((grant) => this.onLines(grant))
    return this.said(role, object).map((grant) => ({
      actions: grant.actions,
      rows: `${grant.scope} ${grant.rows ?? ''}`,
      covers: (record) =>
        (grant.rows === undefined || rowFormulas[grant.rows](record, this.world, this.me)) &&
        isInScope(this.world, this.me, grant.scope, record.owner),
      level: (field) => this.level(grant, field, follows),
    }))
  }

  private onLines({ actions, rows, covers, level }: Held): readonly Held[] {
    const whole = level('lines')
    if (!atLeast(whole, 'read')) return []
    const isWritten = whole === 'write' && (actions.includes('change') || actions.includes('create'))
    return [
      {
        actions: [
          ...actions.filter((action) => action === 'read' || action === 'export'),
          ...(isWritten ? ['create', 'change', 'delete', 'transfer'] : []),
        ],
        rows: `lines of ${rows}`,
        covers: (line) => {
          const deal = this.world.records.get(String(line.values.deal))
          return deal !== undefined && covers(deal)
        },
        level: () => whole,
      },
    ]
  }

  /** A share widens rows, never fields; the lines of a shared record come with it. */
  private shared(object: ObjectKey, own: readonly Held[]): readonly Held[] {
    if (object === 'item') {
      const follows = this.roles.some(
        (role) => this.said(role, 'item').length === 0 && this.ofRole(role, 'deal').length > 0,
      )
      const ofDeals = this.roles.flatMap((role) => this.ofRole(role, 'deal'))
      const lines = follows ? this.shared('deal', ofDeals).flatMap((grant) => this.onLines(grant)) : []
      return [...lines, ...this.sharedRows(object, own)]
    }
    return this.sharedRows(object, own)
  }

  private sharedRows(object: ObjectKey, own: readonly Held[]): readonly Held[] {
    const reading = own.filter(({ actions }) => actions.includes('read'))
    // A share stays one while its record is in the bin.
    const { records, bin, shares } = this.world
    const isUsed = shares.some(({ record }) => (records.get(record) ?? bin.get(record))?.object === object)
    if (reading.length === 0 || !isUsed) return []
    const least = (field: string): Level =>
      reading.map(({ level }) => level(field)).reduce((one, other) => (atLeast(one, other) ? other : one))
    const at = (action: 'read' | 'change'): Held => ({
      actions: [action],
      rows: `shared ${action}`,
      covers: (record) => this.isShared(record, action),
      level: least,
    })
    return own.some(({ actions }) => actions.includes('change')) ? [at('read'), at('change')] : [at('read')]
  }

  private isShared(record: ModelRecord, level: 'read' | 'change'): boolean {
    const subjects = [
      `person:${this.me}`,
      ...departmentsAround(this.world, this.me).map((id) => `department:${id}`),
      ...this.roles.map((role) => `role:${role}`),
    ]
    return this.world.shares.some(
      (share) => share.record === record.id && subjects.includes(share.with) && [share.level, 'read'].includes(level),
    )
  }

  /** What is computed shows nothing that its inputs hide, unless it is named. */
  private level(grant: ModelGrant, field: string, linesFollow: boolean): Level {
    const named = grant.fields[field]
    if (named !== undefined) return named
    const isOpen = (computed[grant.object][field] ?? []).every(([from, object, input]) => {
      if (from === 'own') return atLeast(this.level(grant, input, linesFollow), 'read')
      if (from === 'lines' && linesFollow) return atLeast(this.level(grant, 'lines', true), 'read')
      return this.reading(object).some((held) => held.rows === everyRow && atLeast(held.level(input), 'read'))
    })
    return isOpen ? grant.otherFields : 'none'
  }

  private granting(record: ModelRecord, action: string): readonly Held[] {
    return this.held(record.object).filter((held) => held.actions.includes(action) && held.covers(record))
  }

  may(record: ModelRecord, action: string): boolean {
    return this.granting(record, action).length > 0
  }

  readonly reads = (record: ModelRecord): boolean => this.may(record, 'read')

  /** In some rows. */
  mayAny(object: ObjectKey, action: string): boolean {
    return this.held(object).some(({ actions }) => actions.includes(action))
  }

  readonly sees = (object: ObjectKey): boolean => this.mayAny(object, 'read')

  /** Judged by the record as it is. */
  writes(record: ModelRecord, field: string): boolean {
    return this.granting(record, 'change').some(({ level }) => level(field) === 'write')
  }

  writesSomewhere(object: ObjectKey, field: string, action: 'create' | 'change'): boolean {
    return this.held(object).some(({ actions, level }) => actions.includes(action) && level(field) === 'write')
  }

  /** What a record was changed to must be one the writer may change, else moving it there takes the right to transfer. */
  mayBecome(before: ModelRecord, after: ModelRecord): boolean {
    return this.may(after, 'change') || this.may(before, 'transfer')
  }

  /** The same of a new record. */
  mayMake(record: ModelRecord): boolean {
    return this.may(record, 'create') || this.mayAny(record.object, 'transfer')
  }

  /** A grant is a pair of rows and fields for new records too. */
  writesNew(record: ModelRecord, field: string): boolean {
    const making = this.granting(record, 'create')
    return making.length === 0 || making.some(({ level }) => level(field) === 'write')
  }

  /** In some rows at least so: what may be named at all. */
  names(object: ObjectKey, field: string, wanted: Level): boolean {
    return this.reading(object).some(({ level }) => atLeast(level(field), wanted))
  }

  isClear(record: ModelRecord, field: string): boolean {
    return this.granting(record, 'read').some(({ level }) => atLeast(level(field), 'read'))
  }

  isMasked(record: ModelRecord, field: string): boolean {
    return !this.isClear(record, field) && this.granting(record, 'read').some(({ level }) => level(field) === 'masked')
  }

  /** In clear in every row one may read: what search looks into, and the steps of trees that may be asked about. */
  showsEverywhere(object: ObjectKey, field: string): boolean {
    const reading = this.reading(object)
    const clear = new Set(reading.filter(({ level }) => atLeast(level(field), 'read')).map(({ rows }) => rows))
    return clear.has(everyRow) || (reading.length > 0 && reading.every(({ rows }) => clear.has(rows)))
  }

  /** What filters, orders and groups compare: blank where it is not in clear; a record out of sight is blank. */
  compared(record: ModelRecord, path: string): Value {
    const [field = '', below] = path.split('.')
    const value =
      ['id', 'owner'].includes(field) || this.isClear(record, field) ? rawValue(this.world, record, field) : null
    if (!isLookup(field) && !isLinks(field)) return value
    const seen = [value ?? []].flat().flatMap((id) => {
      const target = this.world.records.get(String(id))
      return target !== undefined && this.reads(target) ? [target] : []
    })
    const values = seen.flatMap((target) => (below === undefined ? target.id : (this.compared(target, below) ?? [])))
    return isLinks(field) && values.length > 0 ? (values as Cell[]) : ((values[0] ?? null) as Cell)
  }

  /** In the tree of deals, over steps that are in sight; a record is below itself. */
  isUnder(id: Value, top: string): boolean {
    const record = this.world.records.get(String(id))
    if (record === undefined || !this.reads(record)) return false
    return id === top || this.isUnder(this.compared(record, 'parent'), top)
  }

  title(record: ModelRecord): Value {
    return this.compared(record, titleOf[record.object])
  }
}
