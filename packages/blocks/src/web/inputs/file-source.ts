import type { FileInfo } from '@tessera/metadata'
import { inject, onBeforeUnmount, type InjectionKey } from 'vue'

/** How an upload goes on. */
export interface UploadOptions {
  /** Aborting ends it. */
  readonly signal: AbortSignal
  /** From 0 to 1; 1 = all sent, not answered yet. */
  progress(share: number): void
}

/** What an input still has to do before its value can be saved: wait for uploads, send what was drawn. False: it could not. */
export type Settle = () => Promise<boolean>

/** Where inputs send files: blocks does not know the API. */
export interface FileSource {
  /** Sends a file. Throws an Error whose message is a sentence for people. */
  upload(file: File, options: UploadOptions): Promise<FileInfo>
  /** Whoever saves the field with this element id asks first. Gives what ends that. */
  beforeSaving(id: string, settle: Settle): () => void
}

export const fileSourceKey: InjectionKey<FileSource> = Symbol('source of files')

const nowhere: FileSource = {
  upload: () => Promise.reject(new Error('–')),
  beforeSaving: () => () => undefined,
}

/** The source of files of an input, told what to do before its value is saved. */
export function useFileSource(id: string, settle: Settle): FileSource {
  const source = inject(fileSourceKey, nowhere)
  onBeforeUnmount(source.beforeSaving(id, settle))
  return source
}
