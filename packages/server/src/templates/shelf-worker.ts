/** The thread of `ThreadedShelf`: packs every template of a folder, one after the other, and tells each as soon as it is packed. */
import { parentPort, workerData } from 'node:worker_threads'
import { TemplateShelf } from './template-shelf.js'

const shelf = new TemplateShelf(String(workerData))
for (const key of await shelf.keys()) {
  const { package: packed, problems = [] } = (await shelf.look(key)) ?? {}
  parentPort?.postMessage({ key, package: packed, problems })
}
