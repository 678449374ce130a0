/** Header pairs of cookies: ['a=1'] → ['Set-Cookie', 'a=1']. */
export function setCookieHeaders(cookies: readonly string[]): readonly string[] {
  return cookies.flatMap((cookie) => ['Set-Cookie', cookie])
}
