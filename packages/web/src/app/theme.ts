import { ref } from 'vue'

export type Theme = 'light' | 'dark' | 'system'
export type Density = 'comfortable' | 'standard' | 'compact'

const THEME = 'tessera.theme'
const DENSITY = 'tessera.density'

const prefersDark = matchMedia('(prefers-color-scheme: dark)')

function stored<T extends string>(name: string, allowed: readonly T[], otherwise: T): T {
  const value = localStorage.getItem(name)
  return allowed.find((one) => one === value) ?? otherwise
}

/** What the person chose in this browser. */
export const theme = ref<Theme>(stored(THEME, ['light', 'dark', 'system'], 'system'))
export const density = ref<Density>(stored(DENSITY, ['comfortable', 'standard', 'compact'], 'standard'))

/** True while the screen is dark. */
export const isDark = ref(false)

/** Puts theme and density on the document; called once at start and after each choice. */
export function applyTheme(): void {
  isDark.value = theme.value === 'dark' || (theme.value === 'system' && prefersDark.matches)
  document.documentElement.classList.toggle('dark', isDark.value)
  document.documentElement.dataset.density = density.value
}

prefersDark.addEventListener('change', applyTheme)

export function setTheme(next: Theme): void {
  theme.value = next
  localStorage.setItem(THEME, next)
  applyTheme()
}

export function setDensity(next: Density): void {
  density.value = next
  localStorage.setItem(DENSITY, next)
  applyTheme()
}
