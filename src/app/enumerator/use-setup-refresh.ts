// The setup is asked for again while nobody is interviewed: new assignments, what the server has.
import { useEffect } from 'preact/hooks'
import type { Device } from '../../device/device.ts'

/** ms */
const EVERY_MS = 10 * 60_000

export function useSetupRefresh(device: Device, resting: boolean): void {
  useEffect(() => {
    if (!resting) return
    // Without a server the old setup stays: that is what it is kept for.
    const refresh = () => void device.refreshSetup().catch(() => undefined)
    const timer = setInterval(refresh, EVERY_MS)
    addEventListener('online', refresh)
    return () => {
      clearInterval(timer)
      removeEventListener('online', refresh)
    }
  }, [device, resting])
}
