import type { Command } from './commands/command.js'

/** What `tessera --help` prints: every command with its summary in both languages. */
export function overview(commands: readonly Command[]): string {
  const lines = commands.map(({ name, summary }) => `  tessera ${name.padEnd(10)} ${summary.zh} · ${summary.en}`)
  return ['用法 · Usage', '', ...lines, '', '  tessera <…> --help'].join('\n')
}

/** What `tessera <name> --help` prints: its summary and everything that can be set. */
export function helpOf({ name, summary, settings }: Command): string {
  const width = Math.max(0, ...Object.keys(settings).map((key) => key.length))
  const lines = Object.entries(settings).flatMap(([key, { zh, en }]) => [
    `  ${key.padEnd(width)}  ${zh}`,
    `  ${' '.repeat(width)}  ${en}`,
  ])
  return [`tessera ${name}`, summary.zh, summary.en, '', ...lines].join('\n')
}
