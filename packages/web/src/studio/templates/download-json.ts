import { saveFile } from '@/api/save-file'

/** Gives a value to the person as a file. */
export function downloadJson(name: string, value: unknown): void {
  saveFile(name, new Blob([JSON.stringify(value, null, 2)], { type: 'application/json' }))
}
