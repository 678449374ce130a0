import type { FieldDocument, Locale, Localized } from '@tessera/metadata'
import type { Component } from 'vue'
import type { FilterOperator } from './filters/filter-operator.js'
import type { ValuePart } from './value-part.js'

/** A field as its look needs it; `FieldModel` of the web application is one. */
export interface WebField {
  readonly key: string
  readonly label: Localized
  readonly type: string
  /** The document of the field, with the properties of its type. */
  readonly document: FieldDocument
}

/** Where a value is shown. */
export interface WebWorld {
  readonly locale: Locale
  /** Time zone of the workspace, for example `Asia/Shanghai`. */
  readonly timeZone: string
  /** ISO 4217, for amounts whose field names none. */
  readonly currency: string
  /** Milliseconds: given, instants near it are said in words (今天 10:32); absent, every instant is written out. */
  readonly now?: number
}

/**
 * How a field type looks in the browser, whatever the screen: list, card, record page, history. Pure: the same value, field and
 * world give the same text. How it is filled in is `input.vue` of the same folder.
 */
export interface FieldTypeWeb {
  /** The `type` of field documents. */
  readonly name: string
  /** Width of a column in a list, px. */
  readonly width: number
  /** Numbers stand at the end, so that digits align. */
  readonly align: 'start' | 'end'
  /** A value in words, on one line; blank is `''`. */
  text(value: unknown, field: WebField, world: WebWorld): string
  /** What is shown on hover where `text` leaves something out (an instant said in words, a text of many lines). */
  full?(value: unknown, field: WebField, world: WebWorld): string
  /** The value as pieces, where text is not enough: tags, persons, links. */
  parts?(value: unknown, field: WebField, world: WebWorld): readonly ValuePart[]
  /** How a value is shown where there is room for more (the record page): takes `value` and `field`; loaded when needed. */
  display?(): Promise<{ readonly default: Component }>
  /** Which fields of the type are shown by `display`; all, when absent. */
  displays?(field: WebField): boolean
  /** Others compute its values, as its definition says: a formula, a roll-up, a number of its own. */
  readonly isComputed?: boolean
  /** Several values. */
  readonly isList?: boolean
  /** Nothing to sort by: records of several objects. */
  readonly hasNoOrder?: boolean
  /** A document rather than a name, as its definition says. */
  readonly isDocument?: boolean
  /** Needs the whole width of a form, and more than a line of a list. */
  readonly isWide?: boolean
  /** Its input needs more room than a cell of a list has: it is changed on the record. */
  readonly isRoomy?: boolean
  /** What lists may be narrowed by. */
  readonly filters: readonly FilterOperator[]
}

/** Declares how a field type looks. */
export function defineFieldTypeWeb(web: FieldTypeWeb): FieldTypeWeb {
  return web
}

/** Is there nothing to show? */
export function isBlank(value: unknown): value is null | undefined | '' {
  return value === null || value === undefined || value === ''
}
