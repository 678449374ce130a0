import type { DuplicateMatch, DuplicateMatches } from '@tessera/metadata'
import { computed, inject, onScopeDispose, provide, ref, shallowRef, watch } from 'vue'
import type { ComputedRef, InjectionKey, Ref, ShallowRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { records, type RecordValues } from '@/api/records'
import { toast } from '@/components/toast'
import type { FormModel } from './model/form-model'
import { isEmptyValue, sameWritten, writtenValue } from './model/values'
import { duplicatesText as t } from './duplicates-texts'

/** Asked for after a pause in typing; the answer must be there within 600 ms. */
const PAUSE_MS = 300
const none: DuplicateMatches = { matches: [], hidden: 0 }

/** Records that are probably the one being filled in. */
export interface LikelyDuplicates {
  readonly found: ShallowRef<DuplicateMatches>
  /** Those nobody has waved away, by the field under which they are shown. */
  readonly byField: ComputedRef<ReadonlyMap<string, readonly DuplicateMatch[]>>
  /** Saving waited because something came to light that had not been shown. */
  readonly isHolding: Ref<boolean>
  readonly object: string
  /** Of the record that is changed. */
  readonly id: string | undefined
  ignore(match: DuplicateMatch): void
  /** Looks once more before saving. True: there is something the person has not seen yet, and sees now. */
  holds(): Promise<boolean>
  /** The server refused a save with these. */
  refused(body: Readonly<Record<string, unknown>>): void
  /** The record is saved: what it is like can be merged with it. */
  saved(record: RecordValues): void
}

const likelyKey: InjectionKey<LikelyDuplicates> = Symbol('likely duplicates')

/** What the form around is like, for its fields; undefined outside of one. */
export const likelyAround = (): LikelyDuplicates | undefined => inject(likelyKey, undefined)

/** Looks, while a form is filled in, for records that are probably the same, and gives them to its fields. */
export function useLikelyDuplicates(
  object: string,
  id: string | undefined,
  form: ShallowRef<FormModel | undefined>,
): LikelyDuplicates {
  const [route, router] = [useRoute(), useRouter()]
  const found = shallowRef<DuplicateMatches>(none)
  const ignored = ref<ReadonlySet<string>>(new Set())
  const isHolding = ref(false)
  let asked = '{}'
  let timer: ReturnType<typeof setTimeout> | undefined
  let asking: AbortController | undefined
  let seen = new Set<string>()

  /** What the rules compare, as it would be saved; undefined where there is nothing to compare. */
  const values = computed(() => {
    const { value: model } = form
    const rules = model?.object.document.duplicates ?? []
    const keys = [...new Set(rules.flatMap((rule) => rule.fields.map(({ field }) => field)))]
    if (model === undefined || keys.every((key) => isEmptyValue(model.saved(key)))) return undefined
    const changed = keys.some((key) => model.isNew || !sameWritten(model.saved(key), model.stored(key)))
    // Conditions may ask for anything.
    const others = rules.some(({ when }) => when !== undefined) ? Object.keys(model.changes()) : []
    const sent = [...new Set([...keys, ...others])]
    return changed ? Object.fromEntries(sent.map((key) => [key, writtenValue(model.saved(key)) ?? null])) : undefined
  })
  const text = computed(() => JSON.stringify(values.value ?? {}))

  async function look(): Promise<void> {
    clearTimeout(timer)
    asking?.abort()
    const wanted = text.value
    if (wanted === asked) return
    asked = wanted
    if (values.value === undefined) return void (found.value = none)
    const request = new AbortController()
    asking = request
    // A look ahead only: saving asks again.
    const answer = await records
      .duplicates(object, { values: values.value, ...(id === undefined ? {} : { id }) }, { signal: request.signal })
      .catch(() => undefined)
    if (!request.signal.aborted) found.value = answer ?? none
  }

  watch(text, () => {
    clearTimeout(timer)
    isHolding.value = false
    if (values.value === undefined) void look()
    else timer = setTimeout(() => void look(), PAUSE_MS)
  })
  onScopeDispose(() => {
    clearTimeout(timer)
    asking?.abort()
  })

  const open = computed(() => found.value.matches.filter((match) => !ignored.value.has(match.id)))
  const byField = computed(() => {
    const shown = new Set(form.value?.sections.flatMap(({ items }) => items.map(({ field }) => field.key)))
    const places = new Map<string, DuplicateMatch[]>()
    for (const match of open.value) {
      const place = match.fields.find((key) => shown.has(key)) ?? [...shown][0] ?? ''
      places.set(place, [...(places.get(place) ?? []), match])
    }
    return places
  })
  watch(open, (now) => {
    // Drawn by now, and a person has had a moment to see it.
    setTimeout(() => now.forEach(({ id: match }) => seen.add(match)), PAUSE_MS)
  })

  const likely: LikelyDuplicates = {
    found,
    byField,
    isHolding,
    object,
    id,
    ignore: (match) => (ignored.value = new Set([...ignored.value, match.id])),
    async holds() {
      await look()
      const isNews = open.value.some((match) => match.action === 'warn' && !seen.has(match.id))
      for (const match of open.value) seen.add(match.id)
      isHolding.value = isNews
      return isNews
    },
    refused(body) {
      const { matches, hidden } = body as Partial<DuplicateMatches>
      if (Array.isArray(matches)) found.value = { matches, hidden: hidden ?? 0 }
      ignored.value = new Set()
    },
    saved(record) {
      const [match] = open.value
      found.value = none
      ignored.value = new Set()
      seen = new Set()
      asked = '{}'
      isHolding.value = false
      if (match === undefined) return
      const app = typeof route.params.app === 'string' ? route.params.app : 'all'
      const to = { name: 'record.merge', params: { app, object }, query: { ids: `${match.id},${record.id}` } }
      toast('done', t('savedAlike', { name: match.title ?? '' }), {
        label: t('merge'),
        run: () => void router.push(to),
      })
    },
  }
  provide(likelyKey, likely)
  return likely
}
