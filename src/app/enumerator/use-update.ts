// A new version waits until no interview, no other screen and no upload is open.
import { useEffect, useState } from 'preact/hooks'
import { SYNC_LOCK } from '../../device/sender.ts'
import { applyUpdate, updateWaiting } from '../offline.ts'

/** An update that has not come by then does not come: the app asks again. */
const UPDATE_MS = 12_000
const AGAIN_MS = 5000

/** @returns whether the page is about to load again: what somebody began now would wait for it */
export function useUpdate(resting: boolean): boolean {
  const [updating, setUpdating] = useState(false)
  const waiting = updateWaiting.value
  useEffect(() => {
    if (!resting || !waiting) return
    let over = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = async () => {
      const open = await uploadOpen()
      if (over) return
      if (open) {
        timer = setTimeout(() => void look(), AGAIN_MS)
        return
      }
      applyUpdate()
      setUpdating(true)
      timer = setTimeout(() => setUpdating(false), UPDATE_MS)
    }
    void look()
    return () => {
      over = true
      clearTimeout(timer)
      setUpdating(false)
    }
  }, [resting, waiting])
  return updating
}

/** Somebody of this origin is sending: another tab or the worker too. */
async function uploadOpen(): Promise<boolean> {
  const { locks } = navigator as { locks?: LockManager }
  const now = await locks?.query()
  return now?.held?.some(({ name }) => name === SYNC_LOCK) ?? false
}
