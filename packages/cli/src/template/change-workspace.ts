import { setTimeout } from 'node:timers/promises'
import {
  printPackage,
  type JobAnswer,
  type TemplateAction,
  type TemplateCheck,
  type TemplatePlan,
  type TemplateRequest,
  type TemplateResponse,
} from '@tessera/metadata'
import { isPath, TemplateLoader } from './load-template.js'
import { printable, printProblems, say, shown, type Printer } from './printing.js'
import { Refusal, type ServerClient } from './server-client.js'
import { showPlan } from './show-plan.js'
import type { TemplateWords } from './words.js'

/** How often a job is asked how far it is. */
const POLL_MS = 500

/**
 * `tessera template install | upgrade | uninstall <key|folder|file>`: brings the package when it is a folder or a file, shows the plan, and
 * carries it out when nothing is left to decide. Exit code 1 when something is, or when the server refuses.
 */
export async function changeWorkspace(
  action: TemplateAction,
  target: string,
  words: TemplateWords,
  client: ServerClient,
  printer: Printer,
): Promise<number> {
  try {
    const key = await bring(target, client, printer)
    if (key === undefined) return 1
    const request = requestOf(action, words)
    const path = `templates/${encodeURIComponent(key)}`
    const plan = await client.post<TemplatePlan>(`${path}/plan`, { ...request, action })
    const isReady = showPlan(printer, plan, words)
    if (words.planOnly) return 0
    if (!isReady) {
      say(
        (line) => printer.err(line),
        '没有做任何改动：先决定以上各项。',
        'Nothing was changed: decide the above first.',
      )
      return 1
    }
    const { revision, job } = await client.post<TemplateResponse>(`${path}/${action}`, request)
    printer.out(`✓ ${key}  ${plan.to ?? plan.from ?? ''}  (revision ${revision})`)
    return job === undefined ? 0 : await follow(job, client, printer)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    printer.err(printable(`✗ ${error.code}  ${error.detail}`))
    printProblems(printer, '', error.errors)
    return 1
  }
}

/** The key of what to change; a folder or a file is brought to the server first. Undefined when it does not check. */
async function bring(target: string, client: ServerClient, printer: Printer): Promise<string | undefined> {
  if (!(await isPath(target))) return target
  const loaded = await new TemplateLoader().load(target)
  printProblems(printer, target, loaded.problems)
  if (loaded.package === undefined) return undefined
  const check = await client.post<TemplateCheck>('templates', printPackage(loaded.package))
  printProblems(printer, target, check.problems)
  return check.problems.length > 0 ? undefined : loaded.package.manifest.key
}

/** What the server is asked, without what does not belong to the action. */
function requestOf(
  action: TemplateAction,
  { accept, answers, decisions, sample, taken }: TemplateWords,
): TemplateRequest {
  const some = <V extends object>(name: string, value: V): object =>
    Object.keys(value).length === 0 ? {} : { [name]: value }
  return {
    ...some('accept', accept),
    ...(action === 'install'
      ? { ...some('answers', answers), ...some('taken', taken), ...(sample ? { sample } : {}) }
      : {}),
    ...(action === 'upgrade' ? some('decisions', decisions) : {}),
  }
}

/** Tells how far a job is until it is over; a line for every tenth of it. */
async function follow(job: string, client: ServerClient, printer: Printer): Promise<number> {
  let told = -1
  for (;;) {
    const { state, done, total, error } = await client.get<JobAnswer>(`jobs/${encodeURIComponent(job)}`)
    const tenth = total === 0 ? 0 : Math.floor((done / total) * 10)
    if (tenth !== told) printer.out(`  示例数据 · sample data  ${done} / ${total}`)
    told = tenth
    if (state === 'done') return 0
    if (state === 'failed' || state === 'aborted') {
      printer.err(`✗ ${error === undefined ? state : shown(error.message)}`)
      return 1
    }
    await setTimeout(POLL_MS)
  }
}
