import type { AutomationDoor } from '@tessera/engine'
import { toGraph, type Graph } from '../core/graph.js'

const maxKept = 500

/** The graphs of published versions: they never change, so they are read once. */
export class Graphs {
  readonly #kept = new Map<string, Graph>()

  constructor(private readonly door: AutomationDoor) {}

  /** Undefined when there is no such version. */
  async get(workspace: string, workflow: string, version: number): Promise<Graph | undefined> {
    const name = `${workspace}/${workflow}@${version}`
    const kept = this.#kept.get(name)
    if (kept !== undefined) return kept
    const document = await this.door.workflowAt(workspace, workflow, version)
    if (document === undefined) return undefined
    const graph = toGraph(document, version)
    if (this.#kept.size >= maxKept) this.#kept.delete(this.#kept.keys().next().value ?? '')
    this.#kept.set(name, graph)
    return graph
  }
}
