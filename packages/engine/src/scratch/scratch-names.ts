import { schemaOf } from '../storage/workspace-tables.js'

const ending = '-scratch'

/** Key of the scratch workspace of a workspace. No workspace can be called so: keys have no hyphen. */
export const scratchKeyOf = (workspace: string): string => `${workspace}${ending}`

/** SQL pattern of the schemas of scratch workspaces. */
export const scratchSchemas = schemaOf(scratchKeyOf('%')).replaceAll('_', '\\_')
