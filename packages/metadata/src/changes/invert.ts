import type { ChangeSet, DocumentChange } from './change-set.js'

/**
 * The change set that leads back.
 *
 * Law: applyChanges(applyChanges(set, changes), invert(changes)) equals `set` where `changes` is a difference from `set`.
 */
export function invert(changes: ChangeSet): ChangeSet {
  const back = [...changes].reverse().map(invertChange)
  // Orders last: going back they name members that other changes bring back first.
  const isOrder = ({ op }: DocumentChange): boolean => op === 'order'
  const isLast = (change: DocumentChange): boolean => change.op === 'set' && change.to === undefined
  return [
    ...back.filter((change) => !isOrder(change) && !isLast(change)),
    ...back.filter(isOrder),
    ...back.filter(isLast),
  ]
}

function invertChange(change: DocumentChange): DocumentChange {
  switch (change.op) {
    case 'addDocument':
      return { ...change, op: 'removeDocument' }
    case 'removeDocument':
      return { ...change, op: 'addDocument' }
    case 'addPart':
      return { ...change, op: 'removePart' }
    case 'removePart':
      return { ...change, op: 'addPart' }
    case 'set':
      return { ...change, from: change.to, to: change.from }
    case 'order':
      return { ...change, from: change.to, to: change.from }
  }
}
