/** Wire shapes of files; api.md section 5. */

/** POST /api/files → 201, and a member of the value of a file field as it is read. */
export interface FileInfo {
  readonly id: string
  /** As the person called it, made harmless: no folders, no control characters, at most 255 characters. */
  readonly name: string
  /** Media type, decided by the content. */
  readonly type: string
  /** In bytes. */
  readonly size: number
}

/** Largest file that can be uploaded, in bytes: 50 MB. */
export const LARGEST_FILE = 50 * 1024 * 1024
