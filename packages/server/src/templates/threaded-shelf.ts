import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { TemplatePackage } from '@tessera/metadata'
import type { ServerLog } from '../log.js'
import type { BundledTemplates } from './packages-at-hand.js'
import { tellProblems, TemplateShelf, type ShelvedTemplate } from './template-shelf.js'

/** Built beside this file; sources that are run as they are have none. */
const workerFile = fileURLToPath(new URL('shelf-worker.js', import.meta.url))

/**
 * The shelf of a server: packed in a thread of its own when it is first asked for, since checking the templates of the product keeps a
 * processor busy for seconds, and everybody else would wait. Where there is no such thread, or it fails, they are packed here.
 */
export class ThreadedShelf implements BundledTemplates {
  #whole: Promise<ReadonlyMap<string, TemplatePackage>> | undefined

  constructor(
    private readonly root: string,
    private readonly log: Pick<ServerLog, 'error'>,
  ) {}

  async list(): Promise<readonly TemplatePackage[]> {
    return [...(await this.#packed()).values()]
  }

  async find(key: string): Promise<TemplatePackage | undefined> {
    return (await this.#packed()).get(key)
  }

  #packed(): Promise<ReadonlyMap<string, TemplatePackage>> {
    if (this.#whole === undefined) {
      this.#whole = this.#pack()
      // What could not be read this time may be readable the next.
      this.#whole.catch(() => (this.#whole = undefined))
    }
    return this.#whole
  }

  async #pack(): Promise<ReadonlyMap<string, TemplatePackage>> {
    const packed = existsSync(workerFile) ? await this.#inThread().catch(() => undefined) : undefined
    if (packed === undefined) {
      const here = await new TemplateShelf(this.root, this.log).list()
      return new Map(here.map((one) => [one.manifest.key, one]))
    }
    for (const shelved of packed) tellProblems(this.log, shelved)
    return new Map(packed.flatMap(({ key, package: found }) => (found === undefined ? [] : [[key, found] as const])))
  }

  #inThread(): Promise<readonly ShelvedTemplate[]> {
    return new Promise((resolve, reject) => {
      const packed: ShelvedTemplate[] = []
      // Flags of the process may be about its own main file.
      const worker = new Worker(workerFile, { workerData: this.root, execArgv: [] })
      // A process that ends meanwhile does not wait for it.
      worker.unref()
      worker.on('message', (shelved: ShelvedTemplate) => packed.push(shelved))
      worker.on('error', (error) => {
        this.log.error({ error }, 'templates could not be packed in a thread of their own')
        reject(error)
      })
      worker.on('exit', (code) => (code === 0 ? resolve(packed) : reject(new Error(`exit ${code}`))))
    })
  }
}
