import { ref } from 'vue'

const STORED = 'tessera.studio.technical'

/** Does this person want to see keys and ids? Remembered in this browser. */
export const showsTechnical = ref(localStorage.getItem(STORED) === 'yes')

export function setTechnical(shows: boolean): void {
  showsTechnical.value = shows
  localStorage.setItem(STORED, shows ? 'yes' : 'no')
}
