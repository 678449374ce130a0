import { describeProblem, unreachableNodes } from '@tessera/metadata'
import type { Hazard } from '@tessera/metadata'
import type { WorkflowBody } from '../catalog/workflow-body.js'
import type { DocumentChange } from './document-changes.js'
import { labelOfDocument } from './summarize-changes.js'

/** Nodes of changed workflows that no way leads to: told, since a draft may well have them. */
export function unreachableHazards(changes: readonly DocumentChange[]): Hazard[] {
  return changes.flatMap(({ after }) => {
    if (after?.kind !== 'workflow') return []
    const { key, nodes } = after as unknown as WorkflowBody
    const label = labelOfDocument(after)
    return unreachableNodes(after).map((id): Hazard => {
      const name = nodes.find((node) => node.id === id)?.label ?? id
      const message = describeProblem('workflow.unreachable', { label, name })
      return { id: `workflow.unreachable:${key}.${id}`, severity: 'info', message, rows: 0, samples: [] }
    })
  })
}
