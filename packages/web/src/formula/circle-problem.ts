import type { FormulaProblem } from '@tessera/formula'

/** Formulas that read each other: the same problem as the server's, with the way printed. */
export function circleProblem(keys: readonly string[]): FormulaProblem {
  const path = [...keys, keys[0]].join(' → ')
  return {
    code: 'formula.cycle',
    span: { start: 0, end: 0 },
    message: { 'zh-CN': `公式互相引用，形成循环：${path}。`, en: `Formulas refer to each other in a circle: ${path}.` },
    hint: { 'zh-CN': '让其中一个字段不再引用下一个字段。', en: 'Let one of these fields stop referring to the next.' },
  }
}
