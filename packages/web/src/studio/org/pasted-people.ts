import { parseTable } from '../fields/parse-table'

/** What a column of a pasted list says about people. */
export const personColumns = ['name', 'email', 'department', 'manager', 'roles', 'title', 'phone'] as const
export type PersonColumn = (typeof personColumns)[number]

/** A pasted list: cells by row, and what each column is; undefined: it is left out. */
export interface PastedList {
  readonly columns: readonly (PersonColumn | undefined)[]
  /** The headings, where there are any. */
  readonly headings: readonly string[]
  readonly cells: readonly (readonly string[])[]
}

const names: Readonly<Record<PersonColumn, RegExp>> = {
  name: /^(姓名|名字|员工姓名|员工|成员|name|full ?name)$/i,
  email: /^(邮箱|电子邮箱|电子邮件|邮件|邮箱地址|企业邮箱|e-?mail|e-?mail address|mail)$/i,
  department: /^(部门|所属部门|主部门|部门路径|组织|departments?|dept\.?)$/i,
  manager:
    /^(上级|直属上级|上级邮箱|直属上级邮箱|汇报对象|汇报给|主管|经理|manager|manager e-?mail|reports to|supervisor)$/i,
  roles: /^(角色|权限|roles?)$/i,
  title: /^(职务|职位|岗位|头衔|title|job ?title|position)$/i,
  phone: /^(手机|手机号|手机号码|电话|联系电话|phone|mobile|telephone|tel\.?|cell)$/i,
}

const columnNamed = (heading: string): PersonColumn | undefined => {
  const clean = heading.replace(/[*＊：:（(].*$/u, '').trim()
  return personColumns.find((column) => names[column].test(clean))
}

const looks: readonly (readonly [PersonColumn, (cell: string) => boolean])[] = [
  ['email', (cell) => /^\S+@\S+$/.test(cell)],
  ['manager', (cell) => /^\S+@\S+$/.test(cell)],
  ['phone', (cell) => /^[+\d][\d\s()-]{6,}$/.test(cell)],
  ['department', (cell) => /[/／]/.test(cell)],
  ['name', (cell) => cell !== ''],
  ['department', (cell) => cell !== ''],
  ['title', (cell) => cell !== ''],
]

/**
 * A block copied from a spreadsheet. Its first row is headings when it names columns we know and holds no address; without headings the
 * columns are known by what stands in them.
 */
export function pastedPeople(text: string): PastedList {
  const rows = parseTable(text).filter((row) => row.some((cell) => cell !== ''))
  const [first = [], ...rest] = rows
  const width = Math.max(0, ...rows.map((row) => row.length))
  const named = unique(Array.from({ length: width }, (_, at) => columnNamed(first[at] ?? '')))
  const isHead = named.some((column) => column !== undefined) && !first.some((cell) => cell.includes('@'))
  if (isHead) return { columns: named, headings: first, cells: rest }
  return { columns: guessed(rows, width), headings: [], cells: rows }
}

/** The first column of a kind counts. */
function unique(columns: readonly (PersonColumn | undefined)[]): readonly (PersonColumn | undefined)[] {
  return columns.map((column, at) => (columns.indexOf(column) === at ? column : undefined))
}

function guessed(rows: readonly (readonly string[])[], width: number): readonly (PersonColumn | undefined)[] {
  const columns: (PersonColumn | undefined)[] = Array.from({ length: width })
  for (const [column, fits] of looks) {
    if (columns.includes(column)) continue
    const at = columns.findIndex((known, index) => {
      const filled = rows.map((row) => row[index] ?? '').filter((cell) => cell !== '')
      return known === undefined && filled.length > 0 && filled.filter(fits).length * 2 > filled.length
    })
    if (at !== -1) columns[at] = column
  }
  return columns
}

/** The rows as the API takes them. */
export function personRows({ columns, cells }: Pick<PastedList, 'columns' | 'cells'>): readonly object[] {
  return cells.map((row) =>
    Object.fromEntries(
      columns.flatMap((column, at): [string, unknown][] => {
        const cell = row[at] ?? ''
        if (column === undefined || cell === '') return []
        return [
          [
            column,
            column === 'roles'
              ? cell
                  .split(/[、,，;；/／|\n]/u)
                  .map((role) => role.trim())
                  .filter(Boolean)
              : cell,
          ],
        ]
      }),
    ),
  )
}
