import { LaunchError } from '../launch-error.js'

const choices = ['nobody', 'administrators', 'everybody'] as const

/** Of whom a second step of signing in is asked. */
export type SecondStepFor = (typeof choices)[number]

/** Reads TESSERA_SECOND_STEP. Errors: `LaunchError` for anything but its three words. */
export function secondStepForOf(text: string): SecondStepFor {
  const found = choices.find((choice) => choice === text)
  if (found !== undefined) return found
  throw new LaunchError(
    `TESSERA_SECOND_STEP 应为 nobody、administrators 或 everybody，而不是「${text}」。`,
    `TESSERA_SECOND_STEP must be nobody, administrators or everybody, not "${text}".`,
  )
}
