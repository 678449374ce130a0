import { expect, test } from '@jest/globals'
import { filesBelow, importsOf, packageNames } from './checkout.js'

/** Modules that open or resolve connections. */
const reaching = /^(node:)?(net|tls|dgram|dns|dns\/promises|http|https|http2)$|^undici$|^node-fetch$|^axios$|^got$/

/** Files that need them for something else than calling addresses people name. */
const others: Readonly<Record<string, string>> = {
  'packages/server/src/http/listen.ts': 'listens',
  'packages/server/src/http/client-network.ts': 'reads addresses',
  'packages/cli/src/start/web-settings.ts': 'reads addresses',
  'packages/cli/src/start/check-port.ts': 'asks whether a port is free',
  'packages/cli/src/template/server-client.ts': 'calls the server whose address stands on the command line',
  'packages/cli/src/postgres/server-process.ts': 'finds a free port for PostgreSQL',
}

const isTest = (path: string): boolean => /\.(test|testing)\.ts$/.test(path)

test('only the outbound client opens connections to other systems', () => {
  const found = packageNames()
    .filter((name) => name !== 'web')
    .flatMap((name) => filesBelow(`packages/${name}/src`, /\.ts$/))
    .filter(({ path }) => !isTest(path) && !path.startsWith('packages/automation/src/outbound/') && !(path in others))
    .filter(
      ({ text }) =>
        importsOf(text).some(({ specifier, isTypeOnly }) => !isTypeOnly && reaching.test(specifier)) ||
        /(?<![\w.])fetch\(/.test(text),
    )
    .map(({ path }) => path)

  expect(found).toEqual([])
})
