import { defineNumberServer } from '../../storage/number-server.js'

/** What most roll-ups give; where min and max give a date or an instant, the catalog's inferred type decides the column. */
export const server = defineNumberServer('rollup')
