import { describe, expect, test } from '@jest/globals'
import { readCases } from '../cases/read-cases.testing.js'
import { formulaLimits } from './formula-limits.js'
import { parse } from './parse.js'
import type { SyntaxNode } from './syntax-node.js'

/** The tree in brackets, operator first. */
function print(node: SyntaxNode): string {
  const all = (head: string, nodes: readonly SyntaxNode[]) => `(${[head, ...nodes.map(print)].join(' ')})`
  switch (node.kind) {
    case 'number':
      return node.text
    case 'text':
      return `"${node.value}"`
    case 'boolean':
      return String(node.value)
    case 'blank':
    case 'deleted':
      return node.kind
    case 'option':
      return `<${node.field}/${node.option}>`
    case 'path': {
      const steps = node.steps.map(({ name }) => ('key' in name ? name.key : `{${name.id}}`))
      return [...(node.from === 'record' ? [] : [node.from]), ...steps].join('.')
    }
    case 'list':
      return `[${node.items.map(print).join(' ')}]`
    case 'call':
      return all(node.name, node.args)
    case 'sign':
      return all(node.operator, [node.operand])
    case 'not':
      return all('not', [node.operand])
    case 'binary':
      return all(node.operator, [node.left, node.right])
    case 'chain':
      return all(node.operator, node.items)
  }
}

function codeOf(text: string): string | undefined {
  return parse(text).problems[0]?.code
}

describe('parse', () => {
  test.each(readCases<[string, string]>('parse'))('%j is read as %j', (text, tree) => {
    const { node, problems } = parse(text)

    expect(problems).toEqual([])
    expect(print(node as SyntaxNode)).toBe(tree)
  })

  test('every node carries its place in the text', () => {
    const { node } = parse('n1 + LEN("ab") * 2')

    expect(node).toMatchObject({ kind: 'binary', span: { start: 0, end: 18 }, operatorSpan: { start: 3, end: 4 } })
    expect(node).toMatchObject({
      right: { left: { kind: 'call', nameSpan: { start: 5, end: 8 }, span: { start: 5, end: 14 } } },
    })
  })

  test('spans count UTF-16 units', () => {
    const { node } = parse('"😀" & n1')

    expect(node).toMatchObject({ items: [{ span: { start: 0, end: 4 } }, { span: { start: 7, end: 9 } }] })
  })

  test('10,000 nested brackets are a problem, quickly', () => {
    const text = '('.repeat(10_000)
    const times = [1, 2, 3].map(() => {
      const started = performance.now()
      expect(codeOf(text)).toBe('formula.too_deep')
      return performance.now() - started
    })

    // The best of three: other test files share the processor.
    expect(Math.min(...times)).toBeLessThan(50)
  })

  test.each(['-', '+', 'not ', 'LEN(', '[', 'IF(true, '])('%j 3,000 times is a problem and no overflow', (piece) => {
    expect(codeOf(piece.repeat(3_000).slice(0, formulaLimits.maxLength))).toBe('formula.too_deep')
  })

  test('a long sum is too deep, a long chain of conditions or texts is not', () => {
    expect(codeOf(Array(250).fill('1').join('+'))).toBe('formula.too_deep')
    expect(codeOf(Array(900).fill('a').join(' or '))).toBeUndefined()
    expect(codeOf(Array(900).fill('a').join(' & '))).toBeUndefined()
    expect(codeOf(Array(600).fill('a = 1').join(' and '))).toBeUndefined()
  })

  test('length and size are limited', () => {
    expect(codeOf(`"${'x'.repeat(formulaLimits.maxLength)}"`)).toBe('formula.too_long')
    expect(codeOf(Array(2_500).fill('1').join(','))).toBe('formula.unexpected')
    expect(codeOf(`[${Array(2_500).fill('1').join(',')}]`)).toBe('formula.too_large')
  })

  test.each(['a\ud800b', '"\udc00"', '\u0000'])('a broken character is a problem: %j', (text) => {
    expect(codeOf(text)).toBe('formula.bad_text')
  })

  test('text literals are composed (NFC)', () => {
    expect(parse('"e\u0301"').node).toMatchObject({ value: 'é' })
  })
})
