import type { WireDocument } from '@tessera/metadata'
import { startingRoles } from '../catalog/starting-roles.js'
import { systemDocuments } from '../catalog/system-documents.js'

/** What every workspace starts with and templates may refer to: the system's objects, and the role that everybody has. */
export const startingDocuments: readonly WireDocument[] = [...systemDocuments, ...startingRoles]
