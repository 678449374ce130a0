const firstMs = 5_000
const growth = 3.8

/**
 * How long to wait after the n-th failed attempt: 5 s, 19 s, 72 s, 5 min, 17 min, 66 min, 4 h. Eight attempts take about six
 * hours; a fifth more or less keeps those that failed together from coming back together.
 *
 * @param random in [0, 1)
 */
export function retryDelayMs(failures: number, random: number): number {
  return Math.round(firstMs * growth ** (failures - 1) * (0.8 + 0.4 * random))
}
