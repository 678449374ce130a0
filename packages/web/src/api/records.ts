import type {
  AggregateQuery,
  DuplicateMatches,
  HistoryPage,
  MergePreview,
  MergeRequest,
  RecordRights,
  RecordStages,
} from '@tessera/metadata'
import { api, request, type RequestOptions } from './client'

/** A record as the API gives it: system keys beside the values. */
export interface RecordValues {
  readonly id: string
  readonly version: number
  readonly [field: string]: unknown
}

/** A record another one points to. */
export interface Linked {
  readonly id: string
  readonly title: string | null
}

export interface ListQuery {
  readonly fields?: readonly string[]
  readonly filter?: string
  readonly sort?: readonly string[]
  readonly search?: string
  readonly limit?: number
  readonly after?: string
  readonly count?: 'none' | 'estimate' | 'exact'
}

export interface ListPage {
  readonly records: readonly RecordValues[]
  readonly next: string | null
  readonly count?: number
  readonly countIsEstimate?: boolean
}

const pathOf = (object: string, id?: string): string =>
  `/api/records/${encodeURIComponent(object)}${id === undefined ? '' : `/${encodeURIComponent(id)}`}`

/** Reads and writes of records, as api.md section 4 has them. */
export const records = {
  query: (object: string, query: ListQuery, options?: RequestOptions): Promise<ListPage> =>
    api.post<ListPage>(`${pathOf(object)}/query`, query, options),
  get: (object: string, id: string, fields?: readonly string[], options?: RequestOptions): Promise<RecordValues> =>
    api.get<RecordValues>(pathOf(object, id), {
      ...options,
      ...(fields === undefined ? {} : { query: { fields: fields.join(',') } }),
    }),
  /** What this person may do with the record. */
  rights: (object: string, id: string): Promise<RecordRights> => api.get(`${pathOf(object, id)}/access`),
  create: (object: string, values: object, options?: RequestOptions): Promise<RecordValues> =>
    api.post<RecordValues>(pathOf(object), values, options),
  update: (object: string, id: string, values: object, options?: RequestOptions): Promise<RecordValues> =>
    api.patch<RecordValues>(pathOf(object, id), values, options),
  remove: (object: string, id: string, options?: RequestOptions): Promise<void> =>
    api.delete(pathOf(object, id), options),
  restore: (object: string, id: string): Promise<RecordValues> =>
    api.post<RecordValues>(`${pathOf(object, id)}/restore`),
  batch: <T>(object: string, body: object, partial = false): Promise<T> =>
    api.post<T>(`${pathOf(object)}/batch${partial ? '?partial=true' : ''}`, body),
  aggregate: (object: string, query: AggregateQuery): Promise<{ rows: readonly Record<string, unknown>[] }> =>
    api.post(`${pathOf(object)}/aggregate`, query),
  history: (object: string, id: string, query: { limit?: number; after?: string } = {}): Promise<HistoryPage> =>
    api.get<HistoryPage>(`${pathOf(object, id)}/history`, { query }),
  duplicates: (
    object: string,
    question: { readonly values: object; readonly id?: string },
    options?: RequestOptions,
  ): Promise<DuplicateMatches> => api.post<DuplicateMatches>(`${pathOf(object)}/duplicates`, question, options),
  previewMerge: (object: string, keep: string, merge: readonly string[]): Promise<MergePreview> =>
    api.post<MergePreview>(`${pathOf(object)}/merge/preview`, { keep, merge }),
  merge: (object: string, body: MergeRequest, options?: RequestOptions): Promise<RecordValues> =>
    api.post<RecordValues>(`${pathOf(object)}/merge`, body, options),
  unmerge: (object: string, id: string, merge?: string): Promise<RecordValues> =>
    api.post<RecordValues>(`${pathOf(object, id)}/unmerge`, merge === undefined ? {} : { merge }),
  stages: (object: string, id: string): Promise<RecordStages> => api.get<RecordStages>(`${pathOf(object, id)}/stages`),
  exists: async (object: string, id: string): Promise<boolean> =>
    (await request('GET', pathOf(object, id), { query: { fields: 'id' } })).status === 200,
}
