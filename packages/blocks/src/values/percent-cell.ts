/** A fraction as a cell has it: 0.15 → 15%. */
export function percentCell(value: number): string {
  return `${Number((value * 100).toPrecision(15))}%`
}
