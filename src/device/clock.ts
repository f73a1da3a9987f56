// Notices that the device's clock was set while a page was open.

const MINUTE_MS = 60_000
const WEEK_MS = 7 * 24 * 60 * MINUTE_MS

export interface Clocks {
  /** Device clock, ms since epoch: it can be set. */
  wall(): number
  /** Ms of a clock that only runs forward. */
  steady(): number
}

/**
 * @returns looks at both clocks: by how many ms the device's was set since the last look, `null` = it was not. What is set
 * forward by less than a week cannot be told from sleep, in which the steady clock of many devices stands still.
 */
export function createClockWatch({ wall, steady }: Clocks): () => number | null {
  let offset = wall() - steady()
  return () => {
    const now = wall() - steady()
    const by = Math.round(now - offset)
    offset = now
    return by <= -MINUTE_MS || by >= WEEK_MS ? by : null
  }
}
