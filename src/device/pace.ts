// How much to send at a time and how long to wait after a failure, from what the link last managed.
import { BATCH_LIMITS } from '../core/wire.ts'

/** Submissions in the first batch of a device's life. */
export const START_SIZE = 50

/** Full jitter: evenly from 0 to a ceiling that doubles, so that a thousand kiosks do not come back at the same moment. */
const FIRST_CEILING_MS = 1000
/** Where our server may be under load. */
const BURDENED_CEILING_MS = 5 * 60_000
/** Where no server is reached: trying costs it nothing, and answers should go within seconds of its return. */
const FAR_CEILING_MS = 10_000

const QUICK_MS = 4000
const SLOW_MS = 10_000

/**
 * How long to wait before the next try, ms.
 * @param failures in a row, from 1; @param distance whether our server was reached; @param draw from 0 to below 1
 */
export function backOffMs(failures: number, distance: 'far' | 'burdened', draw: number): number {
  const most = distance === 'far' ? FAR_CEILING_MS : BURDENED_CEILING_MS
  return Math.round(draw * Math.min(most, ceilingMs(failures)))
}

/**
 * How long to leave a server alone that asked for it, ms. More than was asked for, so that all who were asked do not come back at
 * the same moment; but at most three times as much: a server that says when it is worth trying stood idle in the outage drill
 * while the unlucky waited for minutes.
 */
export function patienceMs(askedMs: number, failures: number, draw: number): number {
  const most = Math.min(BURDENED_CEILING_MS, Math.max(FIRST_CEILING_MS, 2 * askedMs))
  return askedMs + Math.round(draw * Math.min(most, ceilingMs(failures)))
}

function ceilingMs(failures: number): number {
  return FIRST_CEILING_MS * 2 ** Math.min(failures - 1, 30)
}

export interface BatchExperience {
  /** How many were in it: fewer than might have been say little about the link. */
  sent: number
  tookMs: number
  timedOut: boolean
  failed: boolean
}

/** Submissions in the next batch, 1 to 500: double when a full one was quick, half when it timed out or nearly did. */
export function resized(size: number, { sent, tookMs, timedOut, failed }: BatchExperience): number {
  if (timedOut || (!failed && tookMs > SLOW_MS)) return Math.max(1, Math.floor(sent / 2))
  return !failed && sent >= size && tookMs < QUICK_MS
    ? Math.min(BATCH_LIMITS.items, size * 2)
    : size
}
