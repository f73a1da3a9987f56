// A kiosk page that lives for weeks is loaded anew at night, where nobody is in the middle of anything.

/** Of the tablet's own clock, hours: the office is shut. */
const NIGHT = { from: 2, to: 4 } as const
/** A page that is younger need not be. */
const LEAST_AGE_MS = 6 * 3_600_000
/** Whatever the clock says, for it may be wrong: older ones are loaded anew once nobody has come for a while. */
const MOST_AGE_MS = 30 * 3_600_000
const REST_MS = 10 * 60_000
const LONG_REST_MS = 60 * 60_000

/**
 * @param ageMs of the page, and `restMs` since the first screen stands, both by a clock that only runs forward
 * @param hour of the tablet's clock, 0 to 23
 */
export function reloadDue({
  ageMs,
  restMs,
  hour,
}: {
  ageMs: number
  restMs: number
  hour: number
}): boolean {
  const night = NIGHT.from <= hour && hour < NIGHT.to
  if (night && ageMs >= LEAST_AGE_MS && restMs >= REST_MS) return true
  return ageMs >= MOST_AGE_MS && restMs >= LONG_REST_MS
}

const LOOK_MS = 5 * 60_000

/**
 * While the first screen stands.
 * @param mayReload whether the app starts without a server: the screen would stay dark otherwise
 * @returns the way to stop
 */
export function reloadAtNight(mayReload: () => Promise<boolean>): () => void {
  const restedFrom = performance.now()
  let over = false
  const look = async () => {
    const ageMs = performance.now()
    const due = reloadDue({ ageMs, restMs: ageMs - restedFrom, hour: new Date().getHours() })
    if (due && (await mayReload()) && !over) location.reload()
  }
  const timer = setInterval(() => void look(), LOOK_MS)
  return () => {
    over = true
    clearInterval(timer)
  }
}
