import type { StartSettings } from './settings.js'

export interface GreetingFacts {
  readonly settings: StartSettings
  /** Address for this machine, `http://localhost:3300`. */
  readonly url: string
  /** There while no account exists yet. */
  readonly setupCode: string | undefined
  readonly tookMs: number
}

/** What the terminal shows once the server listens: the address to open in a browser, where the data is, and what to do first. */
export function greeting({ settings, url, setupCode, tookMs }: GreetingFacts): string {
  const data =
    settings.databaseUrl === undefined ? settings.dataDir : `DATABASE_URL（${new URL(settings.databaseUrl).host}）`
  const lines = [
    '',
    `Tessera 已启动 · is running: ${url}   (${(tookMs / 1000).toFixed(1)} s)`,
    '',
    `  数据 · Data      ${data}`,
    ...(settings.s3 === undefined ? [] : [`  文件 · Files     ${settings.s3.bucket}`]),
    `  职责 · Role      ${settings.role}`,
    `  内网 · Private   ${settings.outboundAllow.join(', ') || '–'}`,
    `  停止 · Stop      Ctrl+C`,
    '',
    ...firstSteps(settings, url, setupCode),
  ]
  return lines.join('\n')
}

function firstSteps({ adminEmail, role }: StartSettings, url: string, setupCode: string | undefined): string[] {
  const api = `接口 · API: ${url}/api/openapi.json`
  if (role === 'worker') return [`健康检查 · Health: ${url}/readyz`]
  if (setupCode !== undefined) {
    return [
      `第一步：在浏览器中打开 ${url} ，创建管理员账号。`,
      `First: open ${url} in a browser and create the administrator.`,
      `  从其他机器打开时需要初始化代码 · From another machine it asks for this code: ${setupCode}`,
      '',
      api,
    ]
  }
  const who = adminEmail === undefined ? '' : `  (${adminEmail})`
  return [`在浏览器中打开 · Open in a browser: ${url}${who}`, api]
}
