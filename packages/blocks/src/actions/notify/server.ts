import type { WireValue } from '@tessera/formula'
import { defineActionServer } from '@tessera/metadata'

interface NotifyInput {
  /** Each a person, several, or nobody. */
  readonly to: readonly WireValue[]
  readonly title: string | null
  readonly text?: string | null
}

export const server = defineActionServer<NotifyInput>({
  name: 'notify',
  run: ({ to, title, text }) => ({
    do: 'notify',
    to: [...new Set(to.flatMap(peopleOf))],
    title: title ?? '',
    text: text ?? null,
  }),
})

function peopleOf(value: WireValue): readonly string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return (value as readonly WireValue[]).flatMap(peopleOf)
  return typeof value === 'object' && value !== null && 'id' in value ? [value.id] : []
}
