import { expect, test } from '@jest/globals'
import { csvLine, rawCsvLine } from './csv-line.js'

test.each([
  [['a', 'b,c', 'd"e', 'f\ng', '', null, 7], 'a,"b,c","d""e","f\ng",,,7\r\n'],
  [['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '|x', '%0'], "'=1+1,'+1,'-1,'@SUM(A1),'\t=1,'|x,'%0\r\n"],
  [['=HYPERLINK("http://x","y")'], '"\'=HYPERLINK(""http://x"",""y"")"\r\n'],
  [['\r=1', '\0=1', '＝1', '＋1', '－1', '＠x'], "\"'\r=1\",'\0=1,'＝1,'＋1,'－1,'＠x\r\n"],
  [[-1, 0.0000001, 1.5], '-1,0.0000001,1.5\r\n'],
  [['拜访 · 客户', '1+1'], '拜访 · 客户,1+1\r\n'],
])('cells become a line that no spreadsheet calculates: %j', (cells, line) => {
  expect(csvLine(cells)).toBe(line)
})

test('a line for programs has its cells as they are', () => {
  expect(rawCsvLine(['=1+1', '-a', -1, 'a,b'])).toBe('=1+1,-a,-1,"a,b"\r\n')
})
