/**
 * @tessera/blocks/web: how field types look and are filled in, in the browser. One `web.ts` (what a value looks like, what lists
 * are narrowed by) and one `input.vue` (a form's input, loaded when needed) in the folder of each type; what several types share
 * lies in `web/`.
 */
import type { Component } from 'vue'
import { fieldInputs, fieldWebs } from './web.gen.js'
import type { FieldTypeWeb, WebField } from './web/define-field-type-web.js'
import type { DrawnCode } from './web/draw-code.js'
import type { FilterOperator } from './web/filters/filter-operator.js'
import { equalFilters } from './web/filters/text-filters.js'
import { withMasks } from './web/mask-text.js'

/** How field types look, by the `type` of field documents. */
export const fieldTypesWeb: ReadonlyMap<string, FieldTypeWeb> = new Map(
  fieldWebs.map((web) => [web.name, withMasks(web)]),
)

/** How field types are filled in: each loads its input. Types that nobody fills in have none. */
export const inputsWeb: ReadonlyMap<string, () => Promise<Component>> = new Map(
  Object.entries(fieldInputs).map(([type, load]) => [type, async () => (await load()).default]),
)

/** Draws a QR code, with a library that is loaded for it; undefined where the text is too long for one. */
export async function drawQrCode(text: string): Promise<DrawnCode | undefined> {
  const { drawCode } = await import('./web/draw-code.js')
  return drawCode(text, 'qr')
}

/** Whether records are neither ordered nor told apart by values of a type: lists and documents. */
export function isUnordered(type: string | undefined): boolean {
  const look = fieldTypesWeb.get(type ?? '')
  return look?.isList === true || look?.isDocument === true || look?.hasNoOrder === true
}

/** What lists are narrowed by at a field: an encrypted one is compared as a whole. */
export function filtersOf({ type, document }: WebField): readonly FilterOperator[] {
  return document.encrypted === true ? equalFilters : (fieldTypesWeb.get(type)?.filters ?? [])
}

/** Whether records are ordered by a field: by no list, document or encrypted text. */
export function isOrdered(field: Pick<WebField, 'type' | 'document'> | undefined): boolean {
  return field !== undefined && !isUnordered(field.type) && field.document.encrypted !== true
}

/** Whether values of a type need more than a line: the whole width of a form, no place in a list or on a card. */
export function isWideType(type: string | undefined): boolean {
  return fieldTypesWeb.get(type ?? '')?.isWide === true
}

export { treeOf, treeWords } from './web/tree-look.js'
export { locationText, readLocation } from './values/parse-location.js'
export { durationText, readDuration } from './values/duration-text.js'
export { readTimeOfDay } from './values/time-of-day.js'
export { typeOfValue } from './web/computed-look.js'
export { sizeText } from './web/file-look.js'
export {
  defineFieldTypeWeb,
  isBlank,
  type FieldTypeWeb,
  type WebField,
  type WebWorld,
} from './web/define-field-type-web.js'
export { maskOf, maskText, unmasked } from './web/mask-text.js'
export { isCounted, periods } from './web/filters/date-filters.js'
export type { FilterInput, FilterOperator } from './web/filters/filter-operator.js'
export { dateText, instantText, nearInstantText, wallClock } from './web/format-date.js'
export { fileSourceKey, type FileSource, type Settle, type UploadOptions } from './web/inputs/file-source.js'
export {
  inputWorldKey,
  lookupSourceKey,
  useInputWorld,
  type InputEmits,
  type InputProps,
  type LookupChoice,
  type LookupSource,
} from './web/inputs/input-contract.js'
/** Chooses a region to narrow a list by; brings the register along. */
export const loadRegionChoice = () => import('./web/inputs/RegionChoice.vue')

export { regionNames, regionWords } from './web/region-words.js'
export { isLinked, linksTarget, linkedText, personPart, type LinkedValue } from './web/linked-look.js'
export { choicesOf, choiceText, optionColor } from './web/option-look.js'
export { ValueCell } from './web/value-cell.js'
export type { TokenColor, ValuePart } from './web/value-part.js'
