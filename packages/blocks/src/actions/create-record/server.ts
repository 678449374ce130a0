import { defineActionServer, type FieldValue } from '@tessera/metadata'

interface CreateRecordInput {
  readonly object: string
  readonly values: readonly FieldValue[]
}

export const server = defineActionServer<CreateRecordInput>({
  name: 'createRecord',
  run: ({ object, values }) => ({ do: 'createRecords', object, records: [values] }),
})
