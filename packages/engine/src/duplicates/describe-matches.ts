import { localize } from '@tessera/metadata'
import type { DuplicateMatch, DuplicateMatches, Locale, Localized, Texts } from '@tessera/metadata'
import { readsEverywhere } from '../access/access.js'
import type { Access } from '../access/access.js'
import { objectById } from '../catalog/catalog.js'
import type { ComparedField } from '../catalog/catalog.js'
import { readTitles } from '../query/read-titles.js'
import type { AgreeingRecord } from './agreeing-records.js'
import type { Agreement } from './compared-values.js'
import type { MatchWorld } from './find-candidates.js'

/** Nobody looks through more; the rest is counted. */
const mostMatches = 20

/**
 * What agrees, for the person who asks: the most alike first, with reasons in their language. Of records they may not read only the
 * number is told, of fields they may not read nothing.
 */
export async function describeMatches(
  world: MatchWorld & { readonly access: Access; readonly locale: Locale },
  found: readonly AgreeingRecord[],
): Promise<DuplicateMatches> {
  const { db, catalog, object, access, runtime, locale } = world
  const ids = found.map(({ row }) => row.id)
  const titles = await readTitles(db, catalog, access, object, ids, runtime)
  const ownerOf = ({ row }: AgreeingRecord): string | undefined => {
    const owner = row.values.get('owner')
    return typeof owner === 'string' ? owner : undefined
  }
  const people = objectById(catalog, catalog.userObject)
  const owners = await readTitles(
    db,
    catalog,
    access,
    people,
    [...new Set(found.flatMap((each) => ownerOf(each) ?? []))],
    runtime,
  )
  const matches = found.flatMap((each): DuplicateMatch[] => {
    const title = titles.get(each.row.id)
    if (title === undefined) return []
    const owner = ownerOf(each)
    const ownerTitle = owner === undefined ? undefined : owners.get(owner)
    return [
      {
        id: each.row.id,
        title,
        score: Math.max(...each.agreements.map(({ score }) => score)),
        reasons: reasonsOf(each.agreements, access, locale),
        fields: fieldsOf(each.agreements, access),
        action: each.agreements.some(({ rule }) => rule.action === 'block') ? 'block' : 'warn',
        owner: owner === undefined || ownerTitle === undefined ? null : { id: owner, title: ownerTitle ?? '' },
      },
    ]
  })
  matches.sort((a, b) => b.score - a.score || (a.id < b.id ? 1 : -1))
  return { matches: matches.slice(0, mostMatches), hidden: found.length - matches.length }
}

/** Keys of the fields that agree, those of the closest agreement first. */
function fieldsOf(agreements: readonly Agreement[], access: Access): string[] {
  const fields = [...agreements]
    .sort((a, b) => b.score - a.score)
    .flatMap((agreement) => agreement.fields.map(({ compared }) => compared.field))
  return [...new Set(fields.filter((field) => readsEverywhere(access, field)).map(({ key }) => key))]
}

function reasonsOf(agreements: readonly Agreement[], access: Access, locale: Locale): string[] {
  return agreements.map(({ rule, fields }) => {
    if (rule.message !== undefined) return localize(rule.message, locale)
    const parts = fields.flatMap(({ compared, score }) =>
      readsEverywhere(access, compared.field) ? [sentence(compared, score)[locale]] : [],
    )
    return parts.length > 0 ? parts.join(locale === 'en' ? ', ' : '，') : nothing[locale]
  })
}

const nothing: Texts = { 'zh-CN': '与已有记录相近', en: 'Like a record that exists' }

const labelIn = (label: Localized, locale: Locale): string => localize(label, locale)

/** What two records have in common in a field. */
function sentence({ field, match }: ComparedField, score: number): Texts {
  const zh = `「${labelIn(field.label, 'zh-CN')}」`
  const en = `“${labelIn(field.label, 'en')}”`
  if (match === 'pinyin' && score < 1) return { 'zh-CN': `${zh}读音相同`, en: `${en} sounds the same` }
  if (match === 'similar' && score < 1)
    return { 'zh-CN': `${zh}相近（${Math.round(score * 100)}%）`, en: `${en} is similar (${Math.round(score * 100)}%)` }
  if (match === 'normalised' && score < 1)
    return { 'zh-CN': `${zh}只是写法不同`, en: `${en} is only written differently` }
  return { 'zh-CN': `${zh}相同`, en: `${en} is the same` }
}
