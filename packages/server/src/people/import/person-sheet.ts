import type { FieldProblem } from '@tessera/metadata'

/** One pasted row; every cell is a text, and may be blank. */
export interface PersonRowInput {
  readonly name?: string | null
  readonly email?: string | null
  /** Names from the top downwards: 华东/上海. */
  readonly department?: string | null
  /** E-mail of the person they report to: one of the workspace, or one of these rows. */
  readonly manager?: string | null
  /** Keys or names of roles. */
  readonly roles?: readonly string[]
  /** Job title. */
  readonly title?: string | null
  readonly phone?: string | null
}

/** A row that was looked at. */
export interface CheckedRow {
  readonly index: number
  readonly email: string
  readonly name: string
  /** Values of the record, without department and manager. */
  readonly values: Readonly<Record<string, unknown>>
  /** As memberships keep them. */
  readonly roles: readonly string[]
  /** From the top downwards; empty: none. */
  readonly path: readonly string[]
  /** E-mail of the person they report to. */
  readonly manager: string | undefined
  readonly problems: FieldProblem[]
}
