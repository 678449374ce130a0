/** A request that a command of a document sends. */
export interface CurlRequest {
  readonly method: string
  /** `/api/records/visit`, without query; a shell variable stands as it is written. */
  readonly path: string
}

/**
 * The requests of the `bash` blocks of a Markdown text: what `curl`, or the function `call` of our pages, sends to
 * `$api/…` or to a server on this machine.
 *
 * Shape: call --get $api/records/visit -d limit=2 → { method: 'GET', path: '/api/records/visit' }
 */
export function curlRequests(text: string): CurlRequest[] {
  return [...text.matchAll(/^```bash$([\s\S]*?)^```$/gm)].flatMap(([, block = '']) => {
    return commandsOf(block).flatMap(requestOf)
  })
}

/** A command begins with its name and ends before the next one; bodies over several lines stay with it. */
function commandsOf(block: string): string[] {
  return block.split(/(?=(?:^|[(\s])(?:curl|call) (?!\(\)))/gm).map((command) => command.trim())
}

function requestOf(command: string): CurlRequest[] {
  const [, base, path] = /(\$api|https?:\/\/localhost:\d+)(\/[^\s"'?)]*)/.exec(command) ?? []
  if (base === undefined || path === undefined || !/^\(?(curl|call)\b/.test(command)) return []
  const [, named] = /\s-X (\w+)/.exec(command) ?? []
  const hasBody = /\s(-d|--data(-urlencode)?) /.test(command) && !/\s(-G|--get)\s/.test(command)
  return [{ method: named ?? (hasBody ? 'POST' : 'GET'), path: base === '$api' ? `/api${path}` : path }]
}
