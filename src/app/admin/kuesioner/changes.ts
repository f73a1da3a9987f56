// What publishing a draft would change, for the person who is about to do it.
import type { ExtraQuestion, Instrument, PrintedOrder } from '../../../core/instrument.ts'

export type InstrumentChange =
  | { kind: 'order'; to: PrintedOrder }
  | { kind: 'weights'; equal: boolean }
  | { kind: 'extraAdded' | 'extraRemoved' | 'extraChanged'; question: string }
  | { kind: 'extrasOrdered' }
  | { kind: 'freeCostAdded' | 'freeCostChanged' | 'freeCostRemoved' }

/** @param order what the regency prints where an instrument does not say */
export function changesOf(
  before: Instrument,
  after: Instrument,
  order: PrintedOrder,
): InstrumentChange[] {
  const to = after.printedOrder ?? order
  return [
    ...((before.printedOrder ?? order) === to ? [] : [{ kind: 'order', to } as const]),
    ...(isEqual(before.weights, after.weights)
      ? []
      : [{ kind: 'weights', equal: after.weights === undefined } as const]),
    ...extraChanges(before.extras ?? [], after.extras ?? []),
    ...freeCostChanges(before, after),
  ]
}

function extraChanges(
  before: readonly ExtraQuestion[],
  after: readonly ExtraQuestion[],
): InstrumentChange[] {
  const changes: InstrumentChange[] = []
  for (const extra of after) {
    const old = before.find(({ key }) => key === extra.key)
    if (!old) changes.push({ kind: 'extraAdded', question: extra.question })
    else if (!isEqual(old, extra)) changes.push({ kind: 'extraChanged', question: extra.question })
  }
  for (const { key, question } of before)
    if (!after.some((extra) => extra.key === key)) changes.push({ kind: 'extraRemoved', question })
  const kept = (list: readonly ExtraQuestion[], other: readonly ExtraQuestion[]) =>
    list.map(({ key }) => key).filter((key) => other.some((extra) => extra.key === key))
  if (!isEqual(kept(before, after), kept(after, before))) changes.push({ kind: 'extrasOrdered' })
  return changes
}

function freeCostChanges(before: Instrument, after: Instrument): InstrumentChange[] {
  if (isEqual(before.freeCost, after.freeCost)) return []
  if (!before.freeCost) return [{ kind: 'freeCostAdded' }]
  return [{ kind: after.freeCost ? 'freeCostChanged' : 'freeCostRemoved' }]
}

/** The same content, whatever order the fields came in. */
function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  )
}
