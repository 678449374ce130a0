import type { Locale } from '@tessera/metadata'
import { computed, inject, onMounted, type ComputedRef, type InjectionKey, type Ref } from 'vue'
import type { WebField, WebWorld } from '../define-field-type-web.js'
import type { LinkedValue } from '../linked-look.js'

/** What every `input.vue` takes. */
export interface InputProps {
  /** The wire value; text that cannot be read as a value stays as typed, so that it is not lost and is refused in words. */
  readonly modelValue?: unknown
  readonly field: WebField
  /** Id of the element that a label names and a problem focuses. */
  readonly id: string
  readonly invalid?: boolean
  /** Ids of help and problem texts. */
  readonly describedby?: string | undefined
  readonly disabled?: boolean
  readonly autofocus?: boolean
}

/** What every `input.vue` says: the wire value to write (a lookup: its id), and that the person went on. */
export interface InputEmits {
  'update:modelValue': [value: unknown]
  blur: []
}

/** One record a lookup may point to; `note` tells two with the same title apart. */
export interface LookupChoice extends LinkedValue {
  readonly note?: string
}

/** A record of a tree one goes through level by level. */
export interface TreeChoice extends LookupChoice {
  readonly hasChildren: boolean
}

/** Where lookups get their choices: blocks does not know the API. */
export interface LookupSource {
  /** Records whose texts hold `text`; with '' the ones used last. */
  search(object: string, text: string, signal: AbortSignal): Promise<readonly LookupChoice[]>
  /** Title of a record; null when it is gone or may not be read. */
  title(object: string, id: string): Promise<string | null>
  /** Called when a person picks a record, so that it comes first next time. */
  picked?(object: string, choice: LinkedValue): void
  /** Address of a record, to look at it. */
  link?(object: string, id: string): string | undefined
  /** Makes a new record with what was typed; absent: the person may not. Undefined: they changed their mind. */
  create?: ((object: string, text: string) => Promise<LinkedValue | undefined>) | undefined
  /** Do the records of the object form a tree? Then the next two are there. */
  isTree?(object: string): boolean
  /** The records right below one; those at the top without one. */
  children?(object: string, parent: string | undefined, signal: AbortSignal): Promise<readonly TreeChoice[]>
  /** What is above a record, nearest first. */
  above?(object: string, id: string): Promise<readonly LinkedValue[]>
  /** What people call an object. */
  nameOf?(object: string): string
  /** Whether records of the object may be made here. */
  mayCreate?(object: string): boolean
}

export const inputWorldKey: InjectionKey<ComputedRef<WebWorld>> = Symbol('world of inputs')
export const lookupSourceKey: InjectionKey<LookupSource> = Symbol('source of lookups')

const otherwise = computed<WebWorld>(() => ({ locale: 'zh-CN', timeZone: 'Asia/Shanghai', currency: 'CNY' }))

/** The language, zone and currency an input stands in. */
export function useInputWorld(): ComputedRef<WebWorld> {
  return inject(inputWorldKey, otherwise)
}

/** The texts of an input in both languages; `{n}` is replaced by the parameter of that name. */
export function useInputTexts<Key extends string>(
  texts: Readonly<Record<Locale, Readonly<Record<Key, string>>>>,
): (key: Key, params?: Readonly<Record<string, string | number>>) => string {
  const world = useInputWorld()
  return (key, params = {}) =>
    texts[world.value.locale][key].replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))
}

/** Focuses the element when it appears, if asked. */
export function useAutofocus(element: Readonly<Ref<HTMLElement | undefined>>, isWanted: () => boolean): void {
  onMounted(() => {
    if (isWanted()) element.value?.focus()
  })
}
