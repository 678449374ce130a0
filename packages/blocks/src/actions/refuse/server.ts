import { defineActionServer, type Localized } from '@tessera/metadata'

export const server = defineActionServer<{ readonly message: Localized; readonly field?: string }>({
  name: 'refuse',
  run: ({ message, field }) => ({ do: 'refuse', message, ...(field === undefined ? {} : { field }) }),
})
