import { localize, type ChangeEntry, type Locale } from '@tessera/metadata'

/** A line of the list of changes with its labels in the caller's language. */
export function localizeEntry<E extends ChangeEntry>(entry: E, locale: Locale): E {
  return { ...entry, summary: entry.summary.map((line) => ({ ...line, label: localize(line.label, locale) })) }
}
