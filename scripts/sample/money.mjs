/** Money in whole fen, so that sums agree with those of the database to the cent. */
export const yuan = (fen) =>
  `${Math.floor(fen / 100)}${fen % 100 === 0 ? '' : `.${String(fen % 100).padStart(2, '0')}`}`

/** `fen` times a percentage, rounded half up: what ROUND(x * 0.13, 2) gives. */
export const share = (fen, percent) => Math.floor((fen * percent * 2 + 100) / 200)

/** `fen` in parts by percentages that add up to 100; the last takes what rounding leaves. */
export function parts(fen, percentages) {
  const all = percentages.slice(0, -1).map((percent) => share(fen, percent))
  return [...all, fen - all.reduce((sum, part) => sum + part, 0)]
}

/** A line of a quote or an order: net, tax and both, in fen. */
export function lineTotals({ quantity, price, discount, taxRate }) {
  const net = share(quantity * price, 100 - discount)
  const tax = share(net, taxRate)
  return { net, tax, gross: net + tax }
}
