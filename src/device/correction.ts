// A finished interview that is changed: what stood there before stays in it.
import { type Correction, MOST_CORRECTIONS, type Submission } from '../core/submission.ts'
import type { Interview } from './interviews.ts'

type Was = Correction['was']

/**
 * `before` with what `next` says, and what stood there until now; `before` itself when nothing differs.
 * Which interview it is, when it was made and how long it took are not corrected.
 * @param at device clock, ms since epoch
 */
export function corrected(before: Submission, next: Interview, at: number): Submission {
  const { id, sequence, startedAt, finishedAt, durationMs, corrections = [] } = before
  const fixed = { id, sequence, startedAt, finishedAt, durationMs }
  const after: Submission = { ...next, ...fixed }
  const was = differences(before, after)
  if (Object.keys(was).length === 0) return before
  return { ...after, corrections: joined(corrections, { at, was }) }
}

/** What stood at each path that differs; `null` = nothing. */
function differences(before: Submission, after: Submission): Was {
  const [old, now] = [leavesOf(before), leavesOf(after)]
  const paths = [...new Set([...old.keys(), ...now.keys()])]
  return Object.fromEntries(
    paths
      .filter((path) => old.get(path) !== now.get(path))
      .map((path) => [path, old.get(path) ?? null]),
  )
}

/** Every value with its path, as in `answers.biaya`. */
function leavesOf({ app: _app, corrections: _corrections, ...content }: Submission) {
  const leaves = new Map<string, Exclude<Was[string], null>>()
  for (const [key, value] of Object.entries(content)) {
    if (value === undefined) continue
    if (typeof value !== 'object') leaves.set(key, value)
    else
      for (const [inner, leaf] of Object.entries(value))
        if (leaf !== undefined) leaves.set(`${key}.${inner}`, leaf)
  }
  return leaves
}

/** The list has an end: what comes after it is joined to the last, where what stood there first stays. */
function joined(corrections: readonly Correction[], one: Correction): Correction[] {
  const last = corrections.at(-1)
  if (!last || corrections.length < MOST_CORRECTIONS) return [...corrections, one]
  return [...corrections.slice(0, -1), { at: one.at, was: { ...one.was, ...last.was } }]
}
