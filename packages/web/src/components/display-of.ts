import { defineAsyncComponent, type Component } from 'vue'

const made = new Map<string, Component>()

/** The component that shows values of a field type where there is room; one for each type, loaded when first shown. */
export function displayOf(type: string, load: () => Promise<{ readonly default: Component }>): Component {
  let component = made.get(type)
  if (component === undefined) made.set(type, (component = defineAsyncComponent(async () => (await load()).default)))
  return component
}
