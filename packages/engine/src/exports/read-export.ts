import type { RecordPage } from '../contract.js'
import { valueAt } from './export-columns.js'
import type { ExportedColumn, ExportedRow, OpenExport } from './exports-contract.js'
import type { Moment } from './read-moment.js'

/** What is known of an export when its first page is read. */
export interface FoundRecords extends Pick<OpenExport, 'object' | 'count' | 'columns' | 'day'> {
  readonly first: RecordPage
  /** The page after a cursor. */
  next(after: string): Promise<RecordPage>
}

/** Reads an export page by page within its moment. */
export class ReadExport implements OpenExport {
  readonly object
  readonly count
  readonly columns
  readonly day
  #isReading = false

  constructor(
    private readonly found: FoundRecords,
    private readonly moment: Moment,
  ) {
    this.object = found.object
    this.count = found.count
    this.columns = found.columns
    this.day = found.day
  }

  async *pages(): AsyncGenerator<readonly ExportedRow[]> {
    try {
      for (let page = this.found.first; ; page = await this.#read(page.next)) {
        yield rowsOf(page, this.columns)
        if (page.next === null) return
      }
    } finally {
      await this.close()
    }
  }

  close(): Promise<void> {
    return this.moment.end(this.#isReading)
  }

  async #read(after: string): Promise<RecordPage> {
    this.#isReading = true
    try {
      return await this.found.next(after)
    } finally {
      this.#isReading = false
    }
  }
}

function rowsOf({ recordsJson }: RecordPage, columns: readonly ExportedColumn[]): readonly ExportedRow[] {
  const paths = columns.map(({ path }) => path.split('.'))
  return (JSON.parse(recordsJson) as readonly unknown[]).map((record) => paths.map((path) => valueAt(record, path)))
}
