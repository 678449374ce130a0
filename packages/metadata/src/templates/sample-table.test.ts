import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readSampleTable } from './sample-table.js'

function read(csv: string) {
  return readSampleTable({ csv })
}

function problemsOf(csv: string): readonly string[] {
  return read(csv).problems.map(({ path, code }) => `${path} ${code}`)
}

describe('a sample table', () => {
  test('gives columns, names of rows and the line each row begins in', () => {
    expect(read('\ufeffname,#,note\r\n上海云帆,a1,"一行\r\n又一行"\r\n\r\n"他说""好""",a2,\r\n')).toEqual({
      columns: ['name', 'note'],
      header: [1, 3],
      nameColumn: 2,
      rows: [
        { name: 'a1', cells: ['上海云帆', '一行\n又一行'], line: 2 },
        { name: 'a2', cells: ['他说"好"', ''], line: 5 },
      ],
      problems: [],
    })
  })

  test('need not name its rows', () => {
    expect(read('name\n甲\n').rows).toEqual([{ name: undefined, cells: ['甲'], line: 2 }])
  })

  test.each([
    ['', ['/csv:1:1 template.csv_empty']],
    ['\n', ['/csv:1:1 template.csv_empty']],
    ['#,name\na,甲\nb,"乙\nc,丙\n', ['/csv:3:1 template.csv_quotes']],
    ['#,name\na,"甲"乙\n', ['/csv:2:1 template.csv_quotes']],
    ['#,name,name\n', ['/csv:1:3 template.csv_column_repeated']],
    ['#,name\na,甲,乙\nb\n', ['/csv:2:2 template.csv_width', '/csv:3:1 template.csv_width']],
    ['#,name\na,\u0000\n', ['/csv:2:2 text.invalid']],
    [`#,name\n${'a,b\n'.repeat(50_001)}`, ['/csv:1:1 template.csv_too_many']],
    [`${'a,'.repeat(300)}b\n`, ['/csv:1:1 template.csv_too_many']],
  ])('%#: what is wrong is named with line and column', (csv, problems) => {
    expect(problemsOf(csv)).toEqual(problems)
  })

  test('a column that would reach a prototype is a column like any other', () => {
    const { columns, rows } = read('__proto__,constructor\nx,y\n')

    expect([columns, rows[0]?.cells]).toEqual([
      ['__proto__', 'constructor'],
      ['x', 'y'],
    ])
    expect(({} as { x?: unknown }).x).toBeUndefined()
  })

  test('whatever cells are written by the rules come back, and lines are counted right', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '甲', ',', '"', '\n', '=', ' ', "'") })
    const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1 })
    fc.assert(
      fc.property(table, (records) => {
        const written = records.map((cells) => cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(','))
        const { rows, problems } = read(['a,b,c', ...written].join('\r\n'))
        expect(problems).toEqual([])
        expect(rows.map(({ cells }) => cells)).toEqual(records)
        const lines = ['a,b,c', ...written].join('\n').split('\n')
        for (const [index, { line }] of rows.entries()) expect(lines[line - 1]).toBe(written[index]?.split('\n')[0])
      }),
    )
  })
})
