/**
 * An address of our own to go to after signing in; anything that a browser could take for another site becomes '/'. Judged
 * where it is used, however it came there.
 */
export function localPath(text: string | undefined): string {
  if (text === undefined || !/^\/(?![/\\])[\u0021-\u005b\u005d-\u007e]*$/.test(text)) return '/'
  const url = new URL(text, 'http://own.invalid')
  return url.origin === 'http://own.invalid' && !url.pathname.startsWith('//') ? text : '/'
}
