import { defineActionServer, type FieldValue } from '@tessera/metadata'

interface UpdateRecordInput {
  readonly target?: string
  readonly values: readonly FieldValue[]
}

export const server = defineActionServer<UpdateRecordInput>({
  name: 'updateRecord',
  run: ({ target, values }) => ({
    do: 'updateRecords',
    target: target === undefined ? { trigger: true } : { node: target },
    values,
  }),
})
