import type { StartSettings } from './settings.js'

export interface GreetingFacts {
  readonly settings: StartSettings
  /** Address for this machine, `http://localhost:3300`. */
  readonly url: string
  /** There while no account exists yet. */
  readonly setupCode: string | undefined
  readonly tookMs: number
}

/** What the terminal shows once the server listens: the address, where the data is, and what to do first. */
export function greeting({ settings, url, setupCode, tookMs }: GreetingFacts): string {
  const data =
    settings.databaseUrl === undefined ? settings.dataDir : `DATABASE_URL（${new URL(settings.databaseUrl).host}）`
  const lines = [
    '',
    `Tessera 已启动 · is running: ${url}   (${(tookMs / 1000).toFixed(1)} s)`,
    '',
    `  数据 · Data      ${data}`,
    `  职责 · Role      ${settings.role}`,
    `  内网 · Private   ${settings.outboundAllow.join(', ') || '–'}`,
    `  停止 · Stop      Ctrl+C`,
    '',
    ...firstSteps(settings, url, setupCode),
  ]
  return lines.join('\n')
}

function firstSteps({ adminEmail }: StartSettings, url: string, setupCode: string | undefined): string[] {
  if (setupCode !== undefined) {
    return [
      '第一步：创建管理员账号。 · First: create the administrator.',
      `  curl ${url}/api/setup -H 'Content-Type: application/json' \\`,
      `    -d '{"email":"you@example.com","password":"…","name":"…"}'`,
      `从其他机器访问时需要初始化代码 · From another machine also send "code": ${setupCode}`,
    ]
  }
  const who = adminEmail === undefined ? '你的账号 · your account' : adminEmail
  return [`登录 · Sign in: POST ${url}/api/session  (${who})`, `接口 · API: ${url}/api/openapi.json`]
}
