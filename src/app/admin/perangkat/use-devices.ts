// The devices and the units, read again by themselves; without a server the last ones stay.
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Catalogue } from '../../../core/wire.ts'
import type { DeviceRecord } from '../../../core/wire-admin.ts'
import { fetchDevices } from '../../../device/admin-api.ts'
import { fetchCatalogue } from '../../../device/session-api.ts'
import type { Trouble } from '../../trouble.ts'
import { useLoaded } from '../loaded.ts'
import { together } from '../together.ts'

/** Often enough for somebody who waits for a tablet to appear. */
const REFRESH_MS = { calm: 30_000, waiting: 3_000 } as const

interface Devices {
  devices: readonly DeviceRecord[]
  catalogue: Catalogue
  /** ms since epoch on this clock. */
  at: number
}

export interface DevicesHook {
  shown: Devices | null
  trouble: Trouble | null
  reload: () => void
}

/** @param waiting a tablet is just being paired */
export function useDevices(waiting: boolean): DevicesHook {
  const last = useRef<Devices | null>(null)
  const [at, setAt] = useState(0)
  const { loaded, reload } = useLoaded((signal) =>
    together(fetchDevices(signal), fetchCatalogue(signal)),
  )
  useEffect(() => {
    if (loaded.state === 'ready') setAt(Date.now())
  }, [loaded])
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') reload()
    }
    const timer = setInterval(look, waiting ? REFRESH_MS.waiting : REFRESH_MS.calm)
    document.addEventListener('visibilitychange', look)
    addEventListener('online', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
      removeEventListener('online', look)
    }
  }, [waiting, reload])
  if (loaded.state === 'ready') {
    const [{ devices }, catalogue] = loaded.value
    last.current = { devices, catalogue, at: at || Date.now() }
  }
  return {
    shown: last.current,
    trouble: loaded.state === 'failed' ? loaded.trouble : null,
    reload,
  }
}
