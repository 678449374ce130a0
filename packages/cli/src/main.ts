#!/usr/bin/env node
/** The `tessera` command: finds the word, shows help, and prints what a person can repair without a stack. */
import { commands } from './commands/commands.gen.js'
import { helpOf, overview } from './help.js'
import { LaunchError } from './launch-error.js'

process.exitCode = await main(process.argv.slice(2))

async function main([word = '--help', ...words]: readonly string[]): Promise<number> {
  const command = commands.find(({ name }) => name === word)
  if (command === undefined) return explain(word)
  if (words.includes('--help')) return say(helpOf(command))
  try {
    return await command.run(words)
  } catch (error) {
    return fail(error)
  }
}

function explain(word: string): number {
  say(overview(commands))
  return word === '--help' || word === 'help' ? 0 : 2
}

function say(text: string): number {
  console.log(text)
  return 0
}

function fail(error: unknown): number {
  console.error(error instanceof LaunchError ? `\n${error.message}` : error)
  return 1
}
