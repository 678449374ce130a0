import type { AppError } from '@tessera/metadata'

/** The sign-in page, told why somebody did not get in: a code that it has words for, nothing that was sent. */
export const refusalAddress = ({ code }: AppError): string => `/login?refused=${encodeURIComponent(code)}`
