// A new version waits until no visit, no interview, no other screen and no upload is open.
import { useEffect, useState } from 'preact/hooks'
import { updateWaiting } from './offline.ts'

/** @returns whether the page is about to load again: what somebody began now would be lost */
export function useUpdate(resting: boolean): boolean {
  const [updating, setUpdating] = useState(false)
  const waiting = updateWaiting.value
  useEffect(() => {
    if (!resting || !waiting) return
    let over = false
    let stop: (() => void) | undefined
    import('./apply-update.ts').then(
      ({ applyWhenQuiet }) => {
        if (!over) stop = applyWhenQuiet(setUpdating)
      },
      () => undefined,
    )
    return () => {
      over = true
      stop?.()
    }
  }, [resting, waiting])
  return updating
}
