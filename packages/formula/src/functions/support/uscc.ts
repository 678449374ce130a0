/** GB 32100-2015: the 31 characters in order of their value (no I, O, S, V, Z). */
export const usccCharacters = '0123456789ABCDEFGHJKLMNPQRTUWXY'
export const usccPattern = '^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$'
const pattern = new RegExp(usccPattern)

/** Weights of the first 17 characters: powers of 3 modulo 31. */
export const usccWeights: readonly number[] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** Whether a text is a unified social credit code with the right check character. */
export function isUsccCode(code: string): boolean {
  if (!pattern.test(code)) return false
  // With weight 1 for the check character itself, the sum of a valid code is a multiple of 31.
  const valueOf = (character: string): number => usccCharacters.indexOf(character)
  return [...code].reduce((sum, character, at) => sum + valueOf(character) * (usccWeights[at] ?? 1), 0) % 31 === 0
}
