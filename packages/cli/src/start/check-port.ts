import { createServer } from 'node:net'
import { LaunchError } from '../launch-error.js'

/** Our own previous process, killed a moment ago, may still be closing. */
const PATIENCE_MS = 2000
const LOOK_EVERY_MS = 100

/**
 * Tries the port before anything is started, because the answer is wanted at once.
 *
 * Errors: `LaunchError` when somebody else listens there for two seconds, or this user may not.
 */
export async function checkPort(port: number, patienceMs = PATIENCE_MS): Promise<void> {
  const deadline = Date.now() + patienceMs
  for (;;) {
    const error = await tryPort(port)
    if (error === undefined) return
    if (error.code !== 'EADDRINUSE' || Date.now() > deadline) throw translatePortError(error, port)
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
}

/** Makes the refusals of `listen` readable; any other error is answered as it is. */
export function translatePortError(error: unknown, port: number): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException
  if (syscall !== 'listen') return error
  if (code === 'EADDRINUSE') {
    return new LaunchError(
      `端口 ${port} 已被占用。请先停止占用它的程序，或换一个端口：PORT=${port + 1} npm start`,
      `Port ${port} is in use. Stop the program that has it, or take another one: PORT=${port + 1} npm start`,
    )
  }
  if (code !== 'EACCES') return error
  return new LaunchError(`当前用户不能使用端口 ${port}。`, `This user may not listen on port ${port}.`)
}

function tryPort(port: number): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', resolve)
    probe.listen(port, () => probe.close(() => resolve(undefined)))
  })
}
