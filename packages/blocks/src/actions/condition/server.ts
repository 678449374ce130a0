import { defineActionServer } from '@tessera/metadata'

export const server = defineActionServer<{ readonly when: boolean | null }>({
  name: 'condition',
  run: ({ when }) => ({ do: 'next', port: when === true ? 'yes' : 'no', output: { holds: when === true } }),
})
