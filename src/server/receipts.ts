// The receipt of a batch: every id exactly once, whatever the batch held twice.
import type { Receipt } from '../core/wire.ts'
import type { Outcome } from './store/ingest.ts'

/**
 * An id that came twice is answered by what a person must know first: a conflict, else that it is stored.
 * `refused` comes last: where a good copy was stored, the device may let go of the id.
 */
const PRECEDENCE = ['conflicted', 'stored', 'known', 'refused'] as const

export function receiptOf(
  outcomes: readonly Outcome[],
  stamp: { time: number; epoch: string },
): Receipt {
  const byId = new Map<string, Outcome>()
  for (const outcome of outcomes) {
    const other = byId.get(outcome.id)
    if (!other || rank(outcome) < rank(other)) byId.set(outcome.id, outcome)
  }
  const receipt: Receipt = { stored: [], known: [], conflicted: [], refused: [], ...stamp }
  for (const [id, outcome] of byId) {
    if (outcome.became === 'refused') receipt.refused.push({ id, problems: outcome.problems })
    else receipt[outcome.became].push(id)
  }
  return receipt
}

function rank(outcome: Outcome): number {
  return PRECEDENCE.indexOf(outcome.became)
}
