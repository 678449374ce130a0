import { defineFieldTypeServer } from '@tessera/metadata'
import { readRegion, regionText } from '../../regions/read-region.js'
import { regionBook } from '../../regions/region-book.js'
import { plainSql } from '../../storage/plain-sql.js'
import { textOrNull } from '../../storage/text-or-null.js'
import { wrongFormat, wrongType } from '../../values/refuse.js'

export const server = defineFieldTypeServer({
  name: 'region',
  column: () => ({ type: 'text' }),
  toDatabase: textOrNull,
  fromDatabase: textOrNull,
  parse: (value) => {
    if (value === null) return { value: null }
    if (typeof value !== 'string') return wrongType('region')
    return regionBook().byCode.has(value) ? { value } : wrongFormat('region')
  },
  importText: (cell) => {
    if (cell.trim() === '') return { value: null }
    const region = readRegion(cell)
    return region === undefined ? wrongFormat('region') : { value: region.code }
  },
  cellText: (value) => (typeof value === 'string' ? regionText(value) : ''),
  toJsonSql: plainSql,
  sortSql: plainSql,
})
