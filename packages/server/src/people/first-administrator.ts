import { AppError, isAppError, localize } from '@tessera/metadata'
import type { Setup } from './setup.js'

/**
 * Makes the first administrator from the environment, when no account exists yet.
 *
 * Errors: throws what is wrong with e-mail or password, so that the operator sees it at once.
 */
export async function createFirstAdministrator(
  setup: Setup,
  email: string,
  password: string | undefined,
): Promise<void> {
  if (!(await setup.isNeeded())) return
  if (password === undefined || password === '') {
    throw new Error(
      'TESSERA_ADMIN_EMAIL needs TESSERA_ADMIN_PASSWORD. 设置 TESSERA_ADMIN_EMAIL 时必须同时设置 TESSERA_ADMIN_PASSWORD。',
    )
  }
  try {
    await setup.createFirst({ email, password, name: email.split('@')[0] || email, locale: 'zh-CN' })
  } catch (error) {
    if (isAppError(error, 'setup.done')) return
    throw error instanceof AppError ? new Error(explain(error), { cause: error }) : error
  }
}

/** What is wrong, in both languages: the operator's is not known yet. */
function explain(error: AppError): string {
  const messages = error.errors?.map(({ message }) => message) ?? [error.message]
  return messages.map((message) => `${localize(message, 'zh-CN')} ${localize(message, 'en')}`).join(' ')
}
