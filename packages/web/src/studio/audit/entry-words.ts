import type { AuditEntry } from '@tessera/metadata'
import { t } from './texts'

/** Who did it, in a word or two. */
export function whoOf({ actor, through }: AuditEntry): string {
  if (actor !== null) return actor.title ?? t('erased')
  if (through.kind === 'workflow') return through.title ?? t('workflow')
  return through.kind === 'agent' ? t('platform') : t('unknown')
}

/** What it is about: a module, a person, a token. A record has no name here; its sheet leads to it. */
export function aboutOf({ object, subject, record, details }: AuditEntry): string {
  const { touched } = details
  const parts = [
    ...(object === undefined ? [] : [object.label]),
    ...(subject === undefined ? [] : [nameOf(subject, details['name'])]),
    ...(object !== undefined || record === undefined ? [] : [record]),
    ...(object === undefined && Array.isArray(touched) ? [t('documents', { n: touched.length })] : []),
  ]
  return parts.join(' · ')
}

function nameOf({ kind, key, title }: NonNullable<AuditEntry['subject']>, name: unknown): string {
  if (title !== null) return title
  if (kind === 'person') return t('erased')
  return typeof name === 'string' && name !== '' ? name : `${kindOf(kind)} ${key.slice(0, 8)}`
}

const kindOf = (kind: string): string => {
  if (kind === 'token') return t('kindToken')
  return kind === 'secret' ? t('kindSecret') : kind
}

/** By which way it was done. */
export function throughOf({ through: { kind, title } }: AuditEntry): string {
  const known = ['person', 'token', 'workflow', 'agent', 'import', 'publish'] as const
  const word = known.find((one) => one === kind)
  const name = word === undefined ? kind : t(word)
  return title === undefined ? name : `${name} · ${title}`
}

/** Details as lines: lists are joined, ids of modules are left out (they serve the search). */
export function detailLines({ details }: AuditEntry): readonly { readonly name: string; readonly text: string }[] {
  return Object.entries(details)
    .filter(([name, value]) => name !== 'objects' && value !== null && value !== '')
    .map(([name, value]) => ({ name, text: Array.isArray(value) ? value.join('\n') : String(value) }))
    .filter(({ text }) => text !== '')
}
