// Where an interview is made: asked for once, never waited for; it arrives later or not at all.
import type { Submission } from '../../core/submission.ts'

type Place = NonNullable<Submission['place']>

/** A phone that has slept needs minutes to find satellites, and nobody waits for it. */
const WITHIN_MS = 180_000
/** What another app found so long ago is still here. */
const FRESH_MS = 60_000

/** @returns `null` = not found, not allowed, or this browser cannot */
export function findPlace(): Promise<Place | null> {
  return new Promise((resolve) => {
    // Missing outside a secure context.
    const { geolocation } = navigator as { geolocation?: Geolocation }
    if (!geolocation) return resolve(null)
    geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve({
          lat: coords.latitude,
          lon: coords.longitude,
          accuracyM: Math.round(coords.accuracy),
        }),
      () => resolve(null),
      { enableHighAccuracy: true, timeout: WITHIN_MS, maximumAge: FRESH_MS },
    )
  })
}
