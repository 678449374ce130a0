import { defineActionServer, type RequestCommand } from '@tessera/metadata'

interface CallHttpInput {
  readonly method: RequestCommand['method']
  readonly url: string | null
  readonly headers?: readonly { readonly name: string; readonly value?: string | null; readonly secret?: string }[]
  readonly body?: string | null
}

export const server = defineActionServer<CallHttpInput>({
  name: 'callHttp',
  run: ({ method, url, headers = [], body }) => ({
    do: 'request',
    method,
    url: url ?? '',
    // A value that is blank sends no header, but where a secret comes after it.
    headers: headers.flatMap(({ name, value, secret }) => {
      if (secret !== undefined) return [{ name, value: value ?? '', secret }]
      return value === null || value === undefined ? [] : [{ name, value }]
    }),
    body: body === undefined ? undefined : (body ?? ''),
  }),
})
