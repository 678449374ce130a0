import type { WireValue } from '@tessera/formula'
import type { Localized } from '../text/localized.js'

/**
 * What an action wants done: the whole vocabulary between actions and whoever carries them out. The executor of a run does
 * it, a simulation writes it down; the action itself touches nothing.
 *
 * Objects, fields and nodes are named as the configuration names them (ids once published, keys in a draft).
 */
export type ActionCommand =
  NextCommand | RecordCommand | NotifyCommand | RequestCommand | WaitCommand | SetFieldsCommand | RefuseCommand

/** Nothing to do: leave by a port (`next` when absent). */
export interface NextCommand {
  readonly do: 'next'
  readonly port?: string
  readonly output?: unknown
}

/** A value for a field of a record. */
export interface FieldValue {
  readonly field: string
  readonly value: WireValue
}

export type RecordCommand = CreateRecordsCommand | UpdateRecordsCommand | FindRecordsCommand

/** Output: `{ object, ids }`. */
export interface CreateRecordsCommand {
  readonly do: 'createRecords'
  readonly object: string
  readonly records: readonly (readonly FieldValue[])[]
}

/** Output: `{ object, ids }`. */
export interface UpdateRecordsCommand {
  readonly do: 'updateRecords'
  /** The record that started the run, or what another node found or made. */
  readonly target: { readonly trigger: true } | { readonly node: string }
  readonly values: readonly FieldValue[]
}

/** Output: `{ object, ids }`; leaves by `found` or `none`. */
export interface FindRecordsCommand {
  readonly do: 'findRecords'
  readonly object: string
  /** Fields that must equal a value; a blank value asks for a blank field. */
  readonly match: readonly FieldValue[]
  /** A formula about the found object. */
  readonly filter?: string
  /** Fields or paths, `-` in front for descending. */
  readonly sort?: readonly string[]
  readonly limit: number
}

/** Output: `{ people, skipped }`. */
export interface NotifyCommand {
  readonly do: 'notify'
  /** Ids of people. */
  readonly to: readonly string[]
  readonly title: string
  readonly text: string | null
}

/** Output: `{ status, body }`; leaves by `next`, or by `failed` when the answer is a refusal or never comes. */
export interface RequestCommand {
  readonly do: 'request'
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: string
  /** `secret`: name of a secret whose value comes after `value`. */
  readonly headers: readonly { readonly name: string; readonly value: string; readonly secret?: string }[]
  /** Undefined: the triggering record as JSON where the method takes a body. */
  readonly body: string | undefined
}

/** Goes on by `next` at that moment. */
export interface WaitCommand {
  readonly do: 'waitUntil'
  /** Instant as ISO text, or a day ('yyyy-MM-dd'): its beginning in the workspace's zone. */
  readonly at: string
}

/** Before saving only: values for the record about to be saved. */
export interface SetFieldsCommand {
  readonly do: 'setFields'
  readonly values: readonly FieldValue[]
}

/** Before saving only: the record is not saved. */
export interface RefuseCommand {
  readonly do: 'refuse'
  readonly message: Localized
  readonly field?: string
}

/** What an action may know when it runs, besides its configuration. */
export interface ActionContext {
  /** Epoch milliseconds: the moment of the step. */
  readonly now: number
}

/**
 * The half of an action that decides what is to be done: a pure function of the configuration in which every formula has
 * been replaced by its value. Shape: callHttp.run({ method: 'GET', url: 'https://…' }) → { do: 'request', … }
 */
export interface ActionServer<C = Record<string, unknown>> {
  readonly name: string
  run(config: C, context: ActionContext): ActionCommand
}

/** Declares the server's half of an action; see `defineAction` about the type of the configuration. */
export function defineActionServer<C>(server: ActionServer<C>): ActionServer {
  return server as unknown as ActionServer
}
