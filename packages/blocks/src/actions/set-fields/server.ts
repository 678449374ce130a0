import { defineActionServer, type FieldValue } from '@tessera/metadata'

export const server = defineActionServer<{ readonly values: readonly FieldValue[] }>({
  name: 'setFields',
  run: ({ values }) => ({ do: 'setFields', values }),
})
