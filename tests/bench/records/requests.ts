/** Signs somebody in. */
export async function signIn(
  origin: string,
  account: { readonly email: string; readonly password: string },
): Promise<{ headers: Record<string, string>; userId: string }> {
  const answer = await fetch(`${origin}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(account),
  })
  const cookie = (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''
  const { user } = (await answer.json()) as { user: { id: string } }
  return { headers: { cookie }, userId: user.id }
}

/** Publishes a document. */
export async function publish(origin: string, headers: Record<string, string>, document: unknown): Promise<void> {
  const answer = await fetch(`${origin}/api/changes`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ changes: [{ op: 'put', document }] }),
  })
  if (answer.status !== 201) throw new Error(`publish: ${answer.status} ${await answer.text()}`)
}
