// `/kiosk`: opens the device, and the kiosk when it can ask.
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { type Device, type DeviceStatus, openDevice } from '../../device/device.ts'
import { collectingRefused } from '../../device/persistence.ts'
import { KIOSK_WORDS } from '../../i18n/kiosk.ts'
import { insecureContext } from '../offline.ts'
import { language } from '../state.ts'
import { APP_VERSION } from '../version.ts'
import { Kiosk } from './kiosk.tsx'
import { LazyTrouble } from './lazy-trouble.tsx'
import './kiosk-page.css'

export function Page(): JSX.Element {
  useEffect(() => {
    document.title = 'Kiosk · Suara Warga'
  }, [])
  return <div class="kiosk-page">{useKiosk()}</div>
}

function useKiosk(): JSX.Element {
  const [device, setDevice] = useState<Device | 'opening' | 'failed'>('opening')
  const [status, setStatus] = useState<DeviceStatus | null>(null)
  const [readable, setReadable] = useState(true)
  const [, setChange] = useState(0)
  const [blocked, setBlocked] = useState(false)
  const open = () =>
    openDevice(APP_VERSION, () => setBlocked(true)).then(setDevice, () => setDevice('failed'))
  useEffect(() => void open(), [])
  useEffect(() => {
    if (typeof device === 'string') return
    const read = () => {
      // Setup and pairing are read from the device itself while drawing.
      setChange((n) => n + 1)
      device.status().then(
        (now) => {
          setStatus(now)
          setReadable(true)
        },
        // Told at the first screen: a visit that is open tries to save its answer all the same.
        () => setReadable(false),
      )
    }
    read()
    return device.subscribe(read)
  }, [device])
  if (insecureContext.value)
    return <LazyTrouble show={({ InsecureScreen }) => <InsecureScreen />} />
  if (device === 'opening' && blocked)
    return <LazyTrouble show={({ BlockedScreen }) => <BlockedScreen />} />
  if (device === 'opening')
    return <p class="kiosk-opening">{KIOSK_WORDS[language.value].trouble.opening}</p>
  if (device === 'failed')
    return (
      <LazyTrouble show={({ StorageScreen }) => <StorageScreen onRetry={() => void open()} />} />
    )
  // What waits here goes all the same: the device is open.
  if (collectingRefused()) return <LazyTrouble show={({ TabScreen }) => <TabScreen />} />
  if (!device.pairing) return <LazyTrouble show={({ NotPairedScreen }) => <NotPairedScreen />} />
  if (device.pairing.device.kind !== 'kiosk')
    return <LazyTrouble show={({ OtherKindScreen }) => <OtherKindScreen />} />
  if (!device.setup)
    return (
      <LazyTrouble
        show={({ SetupMissingScreen }) => (
          <SetupMissingScreen onRetry={() => void refresh(device)} />
        )}
      />
    )
  return (
    <Kiosk
      device={device}
      setup={device.setup}
      status={status}
      storageFailed={!readable}
      onRetry={() => void refresh(device)}
    />
  )
}

/** The screen that asked for it stays when it fails. */
function refresh(device: Device): Promise<boolean> {
  return device.refreshSetup().catch(() => false)
}
