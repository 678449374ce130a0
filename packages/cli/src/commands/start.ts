import { start } from '../start/start.js'
import { settings } from '../start/settings.js'
import type { Command } from './command.js'

/** `tessera start`: the server on its database, until Ctrl+C. */
export const command: Command = {
  name: 'start',
  summary: { zh: '启动服务器', en: 'start the server' },
  settings,
  run: () => start(process.env),
}
