import type { FieldTypeServer } from '@tessera/metadata'
import { raw } from '../storage/statement.js'
import type { FieldCipher } from './field-cipher.js'

/**
 * The server's half of a text type whose values are kept sealed: what goes to PostgreSQL is sealed, what comes back is opened; in
 * statements that answer in JSON it is marked and opened where statements run. Without a cipher (tools that only compare documents and
 * tables) no value goes either way.
 */
export function encryptedServer(server: FieldTypeServer, cipher: FieldCipher | undefined): FieldTypeServer {
  if (cipher === undefined) return withoutKey(server)
  return {
    ...server,
    toDatabase: (value, field) => {
      const plain = server.toDatabase(value, field)
      return typeof plain === 'string' ? cipher.seal(field.id, plain) : plain
    },
    fromDatabase: (value, field) =>
      server.fromDatabase(typeof value === 'string' ? cipher.open(field.id, value) : value, field),
    toJsonSql: (column, field) => raw(`('${cipher.marker}${safe(field.id)}~' || ${column})`),
  }
}

/** Ids are ours; one that could leave its quotes would be a bug. */
function safe(id: string): string {
  if (!/^[A-Za-z0-9_-]+$/.test(id)) throw new Error(`a field with the id ${id} cannot be encrypted`)
  return id
}

function withoutKey(server: FieldTypeServer): FieldTypeServer {
  const refuse = (): never => {
    throw new Error('values of encrypted fields need their key')
  }
  return { ...server, toDatabase: refuse, fromDatabase: refuse, toJsonSql: refuse }
}
