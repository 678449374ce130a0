import { largestTemplate } from '@tessera/metadata'

/** What a chosen file holds, or why it cannot be a template at all; everything else is for the server to say. */
export type ReadPackage = { readonly content: unknown } | { readonly fault: 'large' | 'syntax' }

/** Reads the file of a packed template. */
export async function readPackage(file: Pick<File, 'size' | 'text'>): Promise<ReadPackage> {
  if (file.size > largestTemplate) return { fault: 'large' }
  try {
    return { content: JSON.parse(await file.text()) as unknown }
  } catch {
    return { fault: 'syntax' }
  }
}
