import { existsSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { routes } from '@tessera/server'
import { type OurFile, filesBelow, root } from './checkout.js'
import { curlRequests } from './curl-requests.js'
import { anchorsOf, linksOf } from './markdown.js'

const documents = filesBelow('', /\.md$/)

describe('links between our documents', () => {
  test('lead to files that are there', () => {
    const broken = documents.flatMap((file) =>
      targetsOf(file)
        .filter(({ path }) => !existsSync(join(root, path)))
        .map(({ link }) => `${file.path} → ${link}`),
    )

    expect(broken).toEqual([])
  })

  test('lead to headings that are there', () => {
    const broken = documents.flatMap((file) =>
      targetsOf(file)
        .filter(({ path, anchor }) => anchor !== '' && path.endsWith('.md') && !hasHeading(path, anchor))
        .map(({ link }) => `${file.path} → ${link}`),
    )

    expect(broken).toEqual([])
  })

  test('reach every page below docs from its index', () => {
    const reached = new Set<string>()
    const visit = (path: string) => {
      if (reached.has(path)) return
      reached.add(path)
      const file = documents.find((each) => each.path === path)
      if (file !== undefined) targetsOf(file).forEach((target) => visit(target.path))
    }
    visit('docs/README.md')

    const pages = documents.map(({ path }) => path).filter((path) => /^docs\/(tutorials|how-to|reference)\//.test(path))
    expect(pages.filter((path) => !reached.has(path))).toEqual([])
  })
})

describe('commands in our documents', () => {
  const pages = documents.filter(({ path }) => /^README|^docs\/(tutorials|how-to|reference)\//.test(path))
  const requests = pages.flatMap(({ path, text }) => curlRequests(text).map((request) => ({ page: path, ...request })))

  test('call only routes there are, by their methods', () => {
    const known = routes.map(({ method, path }) => ({ method, form: path.split('/') }))
    const unknown = requests.filter(
      ({ method, path }) => !known.some((route) => route.method === method && fits(route.form, path.split('/'))),
    )

    expect(unknown).toEqual([])
  })

  test('are found in every page that is meant to have them', () => {
    const withRequests = new Set(requests.map(({ page }) => page))

    expect([...withRequests].sort()).toEqual(
      expect.arrayContaining([
        'README.md',
        'docs/how-to/call-the-api-with-a-token.md',
        'docs/tutorials/first-module.en.md',
        'docs/tutorials/first-module.md',
      ]),
    )
    expect(requests.length).toBeGreaterThan(40)
  })

  test('send the same requests in both languages of the tutorial', () => {
    const of = (page: string) =>
      requests.filter((request) => request.page === page).map(({ method, path }) => `${method} ${path}`)

    expect(of('docs/tutorials/first-module.en.md')).toEqual(of('docs/tutorials/first-module.md'))
  })
})

describe('the reader of commands', () => {
  test('sees method and path of every form we write', () => {
    const text = [
      '```bash',
      'call() { curl -sS "$@"; echo; }',
      'call $api/session -d \'{"email": "a"}\'',
      'id=$(call $api/records/visit -d \'{ "customer": "\'$solar\'" }\' | pick id)',
      'call --get $api/records/visit \\',
      "  --data-urlencode 'filter=cost > 5' -d limit=2",
      'call -X POST $api/changes/$revision/undo | pick revision',
      "curl -sS -H 'x: y' http://localhost:3300/api/tokens/$id -X DELETE",
      'call $api/changes?limit=1',
      '```',
      '```',
      'curl $api/not-a-command-to-run',
      '```',
    ].join('\n')

    expect(curlRequests(text).map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /api/session',
      'POST /api/records/visit',
      'GET /api/records/visit',
      'POST /api/changes/$revision/undo',
      'DELETE /api/tokens/$id',
      'GET /api/changes',
    ])
  })

  test('makes anchors as GitHub does, and takes no link from code', () => {
    expect([...anchorsOf('# A b\n## 公式 · Formulas\n```\n# no\n```\n')]).toEqual(['a-b', '公式--formulas'])
    expect(linksOf('[a](b.md#c) `[d](e.md)` [f](https://example.com) [g](#h)')).toEqual(['b.md#c', '#h'])
  })
})

describe('capabilities.md', () => {
  const rows = [...readFileSync(join(root, 'docs/reference/capabilities.md'), 'utf8').matchAll(/^\| (\d+) \|.*$/gm)]

  test('has a row for each of the 141 capabilities, in order', () => {
    expect(rows.map(([, number]) => Number(number))).toEqual(Array.from({ length: 141 }, (_, index) => index + 1))
  })

  test('claims nothing without a test that has this title', () => {
    const unshown = rows.filter(([row]) => {
      if (/\| 尚未 · not yet \|  \|$/.test(row)) return false
      const [, title = '', file = ''] = /“([^”]+)”, \[[^\]]+\]\(\.\.\/\.\.\/([^)]+)\)/.exec(row) ?? []
      return title === '' || !existsSync(join(root, file)) || !readFileSync(join(root, file), 'utf8').includes(title)
    })

    expect(unshown.map(([row]) => row)).toEqual([])
  })
})

/** Relative links of a page: the path from the root, the anchor, and the link as written. */
function targetsOf({ path, text }: OurFile): { path: string; anchor: string; link: string }[] {
  return linksOf(text).map((link) => {
    const [target = '', anchor = ''] = link.split('#')
    return { path: target === '' ? path : posix.join(posix.dirname(path), target), anchor, link }
  })
}

function hasHeading(path: string, anchor: string): boolean {
  const file = documents.find((each) => each.path === path)
  return file === undefined || anchorsOf(file.text).has(decodeURIComponent(anchor))
}

/** A path of a request fits a route's form when every part is equal, or is a parameter's. */
function fits(form: readonly string[], path: readonly string[]): boolean {
  return form.length === path.length && form.every((part, index) => part.startsWith(':') || part === path[index])
}
