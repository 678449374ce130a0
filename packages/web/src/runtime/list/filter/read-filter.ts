import type { FilterOperator } from '@tessera/blocks/web'
import { noFilter, type Condition, type FilterGroup, type FilterItem } from './filter-model'
import { formTokens, matchForm } from './forms'
import { isSymbol, isWord, tokensOf, type Token } from './tokens'
import type { OperatorsOf } from './write-filter'

/**
 * The filter a formula means. What our operators write is recognised, whoever wrote it; other parts stay as they are, as raw
 * conditions. Conditions about fields that are gone keep their place, so that a person can see and remove them.
 */
export function readFilter(
  formula: string | undefined,
  operatorsOf: OperatorsOf,
  allOperators: readonly FilterOperator[],
): FilterGroup {
  if (formula === undefined || formula.trim() === '') return noFilter
  const tokens = tokensOf(formula)
  const raw: FilterGroup = { ...noFilter, items: [{ kind: 'raw', text: formula.trim() }] }
  if (tokens === undefined) return raw
  const reader = new Reader(formula, tokens, operatorsOf, allOperators)
  const item = reader.readOr()
  if (item === undefined || reader.at < tokens.length) return raw
  return item.kind === 'group' ? item : { ...noFilter, items: [item] }
}

class Reader {
  at = 0
  private readonly forms: readonly { operator: FilterOperator; period: string; form: readonly Token[] }[]

  constructor(
    private readonly formula: string,
    private readonly tokens: readonly Token[],
    private readonly operatorsOf: OperatorsOf,
    allOperators: readonly FilterOperator[],
  ) {
    this.forms = [...new Set(allOperators)].flatMap((operator) => [
      ...Object.entries(operator.forms).map(([period, form]) => ({ operator, period, form: formTokens(form) })),
      ...(operator.also ?? []).map((form) => ({ operator, period: '', form: formTokens(form) })),
    ])
  }

  readOr(): FilterItem | undefined {
    return this.joined('or', () => this.joined('and', () => this.readItem()))
  }

  private joined(join: 'and' | 'or', read: () => FilterItem | undefined): FilterItem | undefined {
    const items: FilterItem[] = []
    do {
      const item = read()
      if (item === undefined) return undefined
      // a and (b and c) is a and b and c.
      if (item.kind === 'group' && item.join === join) items.push(...item.items)
      else items.push(item)
    } while (this.takeWord(join))
    return items.length === 1 ? items[0] : { kind: 'group', join, items }
  }

  private readItem(): FilterItem | undefined {
    const condition = this.readCondition()
    if (condition !== undefined) return condition
    const start = this.at
    if (isSymbol(this.tokens[start], '(')) {
      this.at += 1
      const inner = this.readOr()
      if (inner !== undefined && isSymbol(this.tokens[this.at], ')') && this.isBoundary(this.at + 1)) {
        this.at += 1
        return inner
      }
      this.at = start
    }
    return this.readRaw()
  }

  private readCondition(): Condition | undefined {
    let best: { condition: Condition; end: number } | undefined
    for (const { operator, period, form } of this.forms) {
      const match = matchForm(form, this.tokens, this.at)
      if (match === undefined || !this.isBoundary(match.end) || match.end <= (best?.end ?? -1)) continue
      const known = this.operatorsOf(match.path)
      if (known !== undefined && !known.includes(operator)) continue
      const values = operator.input === 'period' ? [period, ...match.values] : match.values
      best = {
        condition: { kind: 'condition', field: match.path, operator: operator.name, values },
        end: match.end,
      }
    }
    if (best !== undefined) this.at = best.end
    return best?.condition
  }

  /** Everything up to the next «and» or «or» outside brackets, as it stands. */
  private readRaw(): FilterItem | undefined {
    const start = this.at
    for (let depth = 0; this.at < this.tokens.length; this.at += 1) {
      const token = this.tokens[this.at]
      if (depth === 0 && this.isBoundary(this.at)) break
      if (token?.kind === 'symbol' && '(['.includes(token.value)) depth += 1
      if (token?.kind === 'symbol' && ')]'.includes(token.value)) depth -= 1
    }
    const first = this.tokens[start]
    const last = this.tokens[this.at - 1]
    if (first === undefined || last === undefined || this.at === start) return undefined
    return { kind: 'raw', text: this.formula.slice(first.start, last.end) }
  }

  private isBoundary(at: number): boolean {
    const token = this.tokens[at]
    return token === undefined || isSymbol(token, ')') || isWord(token, 'and') || isWord(token, 'or')
  }

  private takeWord(word: string): boolean {
    // AND(…) as a function is no joining word, but then something stands before the bracket that is no item.
    if (!isWord(this.tokens[this.at], word)) return false
    this.at += 1
    return true
  }
}
