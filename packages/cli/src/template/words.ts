import { parseArgs } from 'node:util'
import { LaunchError } from '../launch-error.js'

const options = {
  output: { type: 'string', short: 'o' },
  server: { type: 'string' },
  'token-file': { type: 'string' },
  workspace: { type: 'string' },
  plan: { type: 'boolean' },
  sample: { type: 'boolean' },
  accept: { type: 'string', multiple: true },
  decide: { type: 'string', multiple: true },
  taken: { type: 'string', multiple: true },
  answer: { type: 'string', multiple: true },
} as const

/** What stands behind `tessera template`. */
export interface TemplateWords {
  /** The first word: what to do. */
  readonly verb: string
  /** Folders, files or keys. */
  readonly targets: readonly string[]
  readonly output?: string
  readonly server?: string
  readonly tokenFile?: string
  readonly workspace?: string
  /** Only show the plan. */
  readonly planOnly: boolean
  readonly sample: boolean
  /** Ids of hazards. */
  readonly accept: readonly string[]
  readonly decisions: Readonly<Record<string, 'mine' | 'theirs'>>
  readonly taken: Readonly<Record<string, 'both' | 'mine'>>
  /** Ids of people by key of what is asked. */
  readonly answers: Readonly<Record<string, string>>
}

/** Reads the words of a command line. A flag nobody knows, or one with a value of the wrong form, is a LaunchError. */
export function readWords(words: readonly string[]): TemplateWords {
  const { values, positionals } = parse(words)
  const [verb = '', ...targets] = positionals
  const texts = {
    output: values.output,
    server: values.server,
    tokenFile: values['token-file'],
    workspace: values.workspace,
  }
  return {
    verb,
    targets,
    ...(Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== undefined)) as Partial<typeof texts>),
    planOnly: values.plan ?? false,
    sample: values.sample ?? false,
    accept: values.accept ?? [],
    decisions: pairs('--decide', values.decide, ['mine', 'theirs']),
    taken: pairs('--taken', values.taken, ['both', 'mine']),
    answers: pairs('--answer', values.answer),
  } as TemplateWords
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true })
  } catch (error) {
    const { message } = error as Error
    throw new LaunchError(`看不懂这条命令：${message}`, `The command cannot be read: ${message}`)
  }
}

/** `name=value` pairs; the value stands behind the last `=`, since ids may hold some. */
function pairs<V extends string>(
  flag: string,
  given: readonly string[] = [],
  allowed?: readonly V[],
): Readonly<Record<string, V>> {
  return Object.fromEntries(
    given.map((text) => {
      const at = text.lastIndexOf('=')
      const [name, value] = [text.slice(0, at), text.slice(at + 1)]
      if (at < 1 || value === '' || (allowed !== undefined && !(allowed as readonly string[]).includes(value))) {
        const form = `${flag} <id>=${allowed === undefined ? '<id>' : allowed.join('|')}`
        throw new LaunchError(`「${text}」应写作 ${form}。`, `“${text}” must be written as ${form}.`)
      }
      return [name, value as V] as const
    }),
  )
}
