import { defineActionServer, type FieldValue } from '@tessera/metadata'

interface FindRecordsInput {
  readonly object: string
  readonly match?: readonly FieldValue[]
  readonly filter?: string
  readonly sort?: readonly string[]
  readonly limit?: number
}

export const server = defineActionServer<FindRecordsInput>({
  name: 'findRecords',
  run: ({ object, match = [], filter, sort, limit = 10 }) => ({
    do: 'findRecords',
    object,
    match,
    limit,
    ...(filter === undefined ? {} : { filter }),
    ...(sort === undefined || sort.length === 0 ? {} : { sort }),
  }),
})
