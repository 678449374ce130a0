import { defineActionServer, type RequestCommand } from '@tessera/metadata'

interface CallHttpInput {
  readonly method: RequestCommand['method']
  readonly url: string | null
  readonly headers?: readonly { readonly name: string; readonly value: string | null }[]
  readonly body?: string | null
}

export const server = defineActionServer<CallHttpInput>({
  name: 'callHttp',
  run: ({ method, url, headers = [], body }) => ({
    do: 'request',
    method,
    url: url ?? '',
    headers: headers.flatMap(({ name, value }) => (value === null ? [] : [{ name, value }])),
    body: body === undefined ? undefined : (body ?? ''),
  }),
})
