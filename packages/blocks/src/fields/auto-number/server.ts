import { defineFieldTypeServer } from '@tessera/metadata'
import { defineTextServer } from '../../storage/text-server.js'
import { autoNumberPeriod, formatAutoNumber } from './number-format.js'

export const server = defineFieldTypeServer({
  ...defineTextServer('autoNumber'),
  numbering: {
    period: ({ format }, date) => autoNumberPeriod(String(format), date),
    format: ({ format }, date, n) => formatAutoNumber(String(format), date, n),
  },
})
