/**
 * Points where a test can make this process die, wait or fail: `TESSERA_FAILPOINTS="publish.before-commit=kill@3"` kills
 * the process at the third hit. Without the variable a failpoint costs one comparison.
 */
const configured = parse(process.env.TESSERA_FAILPOINTS)

interface Failpoint {
  readonly does: 'kill' | 'throw' | 'sleep'
  readonly ms: number
  /** Acts at this hit, counted from 1. */
  readonly at: number
  hits: number
}

/** Does what the environment asked for at this point; usually nothing. */
export async function failpoint(name: string): Promise<void> {
  if (configured === undefined) return
  const point = configured.get(name)
  if (point === undefined || ++point.hits !== point.at) return
  if (point.does === 'kill') process.kill(process.pid, 'SIGKILL')
  if (point.does === 'throw') throw new Error(`failpoint ${name}`)
  await new Promise((resolve) => setTimeout(resolve, point.ms))
}

function parse(text: string | undefined): Map<string, Failpoint> | undefined {
  if (text === undefined || text === '') return undefined
  return new Map(
    text.split(',').map((entry) => {
      const [name = '', action = ''] = entry.split('=')
      const [what = '', at = '1'] = action.split('@')
      const [does = '', ms = '0'] = what.split(':')
      return [name, { does: does as Failpoint['does'], ms: Number(ms), at: Number(at), hits: 0 }]
    }),
  )
}
