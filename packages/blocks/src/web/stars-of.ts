import type { WebField } from './define-field-type-web.js'

/** How many stars a rating has. */
export function starsOf({ document }: WebField): number {
  return typeof document.stars === 'number' ? document.stars : 5
}
