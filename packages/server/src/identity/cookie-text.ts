/** How cookies of an installation travel. */
export interface CookieScope {
  /** True when people reach the installation by https. */
  readonly secure: boolean
}

/** A Set-Cookie line that scripts cannot read and other sites' forms do not send. 0 seconds: the cookie goes. */
export function cookieText(
  name: string,
  value: string,
  { secure, path, maxAgeSeconds }: CookieScope & { readonly path: string; readonly maxAgeSeconds: number },
): string {
  return `${name}=${value}; Max-Age=${maxAgeSeconds}; Path=${path}; HttpOnly${secure ? '; Secure' : ''}; SameSite=Lax`
}
