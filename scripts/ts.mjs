/**
 * `node --import ./scripts/ts.mjs program.ts`: registers ts-hooks.mjs. Packages come from their built code, with
 * TESSERA_FROM_SOURCE=1 from their sources.
 */
import { register } from 'node:module'

register('./ts-hooks.mjs', import.meta.url, { data: { source: process.env.TESSERA_FROM_SOURCE === '1' } })
