import type { ColumnKind } from '@tessera/engine'
import { xmlText } from './xml-text.js'

/** How cells look, as a workbook keeps it: a list of formats, of which cells name a place. */
export interface CellStyles {
  /** Content of xl/styles.xml. */
  readonly xml: string
  /** For each column, the place of its style. */
  readonly ofColumns: readonly number[]
}

/** Places of the styles every workbook has: a cell without one, and a head. */
export const plainStyle = 0
export const headStyle = 1

const headerOfStyles =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'

const fonts =
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border/></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'

/** Ids below are those that programs have of their own. */
const firstOwnFormat = 164

/** The styles of some columns. */
export function cellStyles(kinds: readonly ColumnKind[]): CellStyles {
  const formats = [...new Set(kinds.map(formatOf))]
  const own = formats.map((format, at) => `<numFmt numFmtId="${firstOwnFormat + at}" formatCode="${xmlText(format)}"/>`)
  const styles = formats.map(
    (_, at) =>
      `<xf numFmtId="${firstOwnFormat + at}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
  )
  const always = [
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>',
  ]
  const xml =
    headerOfStyles +
    `<numFmts count="${own.length}">${own.join('')}</numFmts>` +
    fonts +
    `<cellXfs count="${styles.length + always.length}">${[...always, ...styles].join('')}</cellXfs></styleSheet>`
  return { xml, ofColumns: kinds.map((kind) => always.length + formats.indexOf(formatOf(kind))) }
}

/** A format of numbers. `@`: it stays a text even when somebody goes into the cell. */
function formatOf(kind: ColumnKind): string {
  switch (kind.is) {
    case 'text':
      return '@'
    case 'date':
      return 'yyyy-mm-dd'
    case 'dateTime':
      return 'yyyy-mm-dd hh:mm:ss'
    case 'number': {
      if (kind.decimals === undefined) return 'General'
      const digits = kind.decimals === 0 ? '0' : `0.${'0'.repeat(kind.decimals)}`
      return kind.isPercent ? `${digits}%` : digits
    }
  }
}
