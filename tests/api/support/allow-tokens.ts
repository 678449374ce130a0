import type { ApiClient } from './client.js'

/** May make tokens, and nothing else. */
const robot = { kind: 'role', key: 'robot', label: 'robot', capabilities: ['tokens'], grants: [] }

/** Publishes the role `robot`, whose people may make tokens. */
export async function allowTokens(admin: ApiClient): Promise<void> {
  await admin.post('/api/changes', { changes: [{ op: 'put', document: robot }] })
}
