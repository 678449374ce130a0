import { shallowRef } from 'vue'

/** Names of regions by code, once they are there. Reading it while drawing draws again when they come. */
export const regionNames = shallowRef<((code: string) => string) | undefined>()
let isAsked = false

/** 上海市 / 浦东新区 of a code; the code itself until the register is loaded. */
export function regionWords(code: string): string {
  const names = regionNames.value
  if (names !== undefined) return names(code)
  if (!isAsked) {
    isAsked = true
    void import('../regions/read-region.js').then(
      ({ regionText }) => (regionNames.value = (one) => regionText(one)),
      // Tried again with the next value.
      () => (isAsked = false),
    )
  }
  return code
}
