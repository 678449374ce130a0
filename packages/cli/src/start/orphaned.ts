import { readFileSync } from 'node:fs'

const LOOK_EVERY_MS = 250

/**
 * Calls `hear` once when the npm that started us is gone. Between npm and us there is a shell that passes no signals on:
 * whoever ends npm alone (a supervisor, `kill`) would leave us behind, holding the port against the next start. Without
 * npm nothing is watched: a server may well outlive the shell that started it.
 */
export function onOrphaned(env: NodeJS.ProcessEnv, hear: () => void): void {
  if (env['npm_lifecycle_event'] === undefined) return
  const before = ancestors()
  const timer = setInterval(() => {
    if (ancestors() === before) return
    clearInterval(timer)
    hear()
  }, LOOK_EVERY_MS)
  timer.unref()
}

/** Ids of the shell and of npm; an orphan gets another parent. Where the system has no /proc, of the shell only. */
function ancestors(): string {
  return `${process.ppid} ${parentOf(process.ppid)}`
}

function parentOf(pid: number): string {
  try {
    return /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? ''
  } catch {
    return ''
  }
}
