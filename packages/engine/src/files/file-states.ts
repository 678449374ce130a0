/**
 * What lives in this folder: which files there are, who may read and attach them, and when they may go. Their bytes are
 * the server's business; the engine only says under which id they are.
 *
 * arriving  announced, its bytes are on their way; nobody sees it. An hour later it goes.
 * kept      complete. Held by records, or waiting to be attached by its uploader: for 24 hours.
 * leaving   nobody sees it any more; its bytes are being removed.
 * gone      a file that records once held: history still knows what it was called. Others leave no row.
 */
export type FileState = 'arriving' | 'kept' | 'leaving' | 'gone'

const HOUR_MS = 3600_000

/** How long an upload may take, in milliseconds. */
export const ARRIVING_MS = HOUR_MS
/** How long a file waits to be attached, in milliseconds. */
export const WAITING_MS = 24 * HOUR_MS
/** How long a file stays after the last record let go of it, in milliseconds: as long as hidden data (decision 0020). */
export const LEFT_MS = 60 * 24 * HOUR_MS
/** How many files a person may have waiting. */
export const MOST_WAITING = 500
