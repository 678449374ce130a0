// Written by scripts/gen-cli-commands.mjs; npm run gen
import type { Command } from './command.js'
import { command as start } from './start.js'
import { command as template } from './template.js'

/** Every `tessera` command. */
export const commands: readonly Command[] = [start, template]
