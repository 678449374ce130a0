import { ref, watch, type Ref } from 'vue'

/** A choice about the screen that this browser remembers; the first one until something else was chosen. */
export function remembered<T extends string>(name: string, choices: readonly [T, ...T[]]): Ref<T> {
  const key = `tessera.${name}`
  const stored = localStorage.getItem(key)
  const value = ref(choices.find((choice) => choice === stored) ?? choices[0]) as Ref<T>
  watch(value, (now) => localStorage.setItem(key, now))
  return value
}
