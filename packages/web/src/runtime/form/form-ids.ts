import type { FormModel } from './model/form-model'

/** Ids of elements, so that a summary can lead to a field and a list of sections to a section. */
export const fieldId = (prefix: string, item: string): string => `${prefix}-field-${item}`
export const sectionId = (prefix: string, section: string): string => `${prefix}-section-${section}`

/** The element of a field where it can be seen; undefined when it is not on the form. */
export function fieldElement(form: FormModel, prefix: string, key: string): HTMLElement | undefined {
  for (const section of form.sections)
    for (const item of section.items)
      if (item.field.key === key && form.isVisible(section, item))
        return document.getElementById(fieldId(prefix, item.id)) ?? undefined
  return undefined
}

/** Goes to a field: into view, and the focus into it. */
export function goToField(form: FormModel, prefix: string, key: string): boolean {
  const element = fieldElement(form, prefix, key)
  if (element === undefined) return false
  element.scrollIntoView({ block: 'center' })
  element.focus({ preventScroll: true })
  return true
}
