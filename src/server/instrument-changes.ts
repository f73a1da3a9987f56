// What a published version changes, short enough for the trail.
import { isDeepStrictEqual } from 'node:util'
import type { ExtraQuestion, Instrument } from '../core/instrument.ts'

/** What differs between two versions, and nothing else; own questions by their keys. */
export function publishedChanges(before: Instrument, after: Instrument): Record<string, unknown> {
  const was: Record<string, unknown> = {}
  const is: Record<string, unknown> = {}
  if (before.printedOrder !== after.printedOrder) {
    was.printedOrder = before.printedOrder ?? null
    is.printedOrder = after.printedOrder ?? null
  }
  if (!isDeepStrictEqual(before.weights, after.weights)) {
    was.weights = weightsOf(before)
    is.weights = weightsOf(after)
  }
  if (!isDeepStrictEqual(before.freeCost, after.freeCost)) {
    was.freeCost = before.freeCost?.question ?? null
    is.freeCost = after.freeCost?.question ?? null
  }
  const differs = Object.keys(is).length > 0
  return { ...(differs ? { was, is } : {}), ...extraChanges(before.extras, after.extras) }
}

/** By element; `null` = equal ones. */
function weightsOf({ elements, weights }: Instrument): Record<string, number> | null {
  if (!weights) return null
  return Object.fromEntries(elements.map(({ key }, i) => [key, weights[i] ?? 0]))
}

function extraChanges(
  before: readonly ExtraQuestion[] = [],
  after: readonly ExtraQuestion[] = [],
): Record<string, string[]> {
  const old = new Map(before.map((extra) => [extra.key, extra]))
  const now = new Set(after.map(({ key }) => key))
  const keys = (list: readonly ExtraQuestion[]) => list.map(({ key }) => key)
  const found = {
    extrasAdded: keys(after.filter(({ key }) => !old.has(key))),
    extrasRemoved: keys(before.filter(({ key }) => !now.has(key))),
    extrasChanged: keys(
      after.filter((extra) => old.has(extra.key) && !isDeepStrictEqual(old.get(extra.key), extra)),
    ),
  }
  return Object.fromEntries(Object.entries(found).filter(([, list]) => list.length > 0))
}
