const pooledNames = process.env.TESSERA_POOLER !== 'transaction'

/** Names a statement, so that it is prepared once per connection; not behind a pooler that shares connections by transaction. */
export const named = (name: string): { readonly name?: string } => (pooledNames ? { name } : {})
