/** The administrator of servers that are made to be killed. */
export const administrator = { email: 'admin@example.org', password: 'correct horse battery' } as const
