import type { ExportFormat } from '@tessera/metadata'
import type { ObjectModel } from '@/model/objects'

/** How a person last exported a view. */
export interface ExportSettings {
  readonly format: ExportFormat
  readonly forMachines: boolean
  /** Columns beside those of the view. */
  readonly added: readonly string[]
  /** Columns of the view that were not wanted. */
  readonly left: readonly string[]
}

export const firstSettings: ExportSettings = { format: 'xlsx', forMachines: false, added: [], left: [] }

const place = (user: string, object: ObjectModel): string => `tessera.export.${user}.${object.id}`

/** The settings of a view in this browser; the first ones where there are none. */
export function readSettings(storage: Storage, user: string, object: ObjectModel, view: string): ExportSettings {
  const kept = all(storage, user, object)[view]
  return isSettings(kept) ? kept : firstSettings
}

/** Keeps them; a browser without room forgets them. */
export function writeSettings(
  storage: Storage,
  user: string,
  object: ObjectModel,
  view: string,
  settings: ExportSettings,
): void {
  try {
    storage.setItem(place(user, object), JSON.stringify({ ...all(storage, user, object), [view]: settings }))
  } catch {
    // Next time it begins as the view is.
  }
}

function all(storage: Storage, user: string, object: ObjectModel): Readonly<Record<string, unknown>> {
  try {
    const kept: unknown = JSON.parse(storage.getItem(place(user, object)) ?? '{}')
    return typeof kept === 'object' && kept !== null ? { ...kept } : {}
  } catch {
    return {}
  }
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string')

function isSettings(value: unknown): value is ExportSettings {
  if (typeof value !== 'object' || value === null) return false
  const { format, forMachines, added, left } = value as Partial<ExportSettings>
  return (format === 'csv' || format === 'xlsx') && typeof forMachines === 'boolean' && isTexts(added) && isTexts(left)
}
