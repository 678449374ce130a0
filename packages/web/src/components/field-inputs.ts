import { inputsWeb } from '@tessera/blocks/web'
import type { Component } from 'vue'

const loaded = new Map<string, Component>()

/** The input of a field type, if it is loaded already. */
export const inputOf = (type: string): Component | undefined => loaded.get(type)

/** Loads the inputs of these field types; a form does so before it is drawn, so that nothing jumps. */
export async function loadInputs(types: Iterable<string>): Promise<void> {
  await Promise.all(
    [...new Set(types)].map(async (type) => {
      const load = inputsWeb.get(type)
      if (load !== undefined && !loaded.has(type)) loaded.set(type, await load())
    }),
  )
}
