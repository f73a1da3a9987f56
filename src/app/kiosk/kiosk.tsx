// The kiosk: first screen, visit, first screen. Nothing of a visit outlives it.
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { DeviceSetup } from '../../core/wire.ts'
import type { Device, DeviceStatus } from '../../device/device.ts'
import { KIOSK_WORDS } from '../../i18n/kiosk.ts'
import { offlineReady, startsAlone } from '../offline.ts'
import { language, largeText } from '../state.ts'
import { useUpdate } from '../use-update.ts'
import { Attract } from './attract.tsx'
import { guardBack } from './back-guard.ts'
import { IdleDialog } from './idle-dialog.tsx'
import { LazyTrouble } from './lazy-trouble.tsx'
import { StaffGate } from './staff-gate.tsx'
import { useIdle } from './use-idle.ts'
import { Visit } from './visit.tsx'
import { keepAwake } from './wake-lock.ts'

/** A kiosk that nobody touches asks for a newer setup so often, ms. */
const SETUP_EVERY_MS = 10 * 60_000

export interface KioskProps {
  device: Device
  setup: DeviceSetup
  status: DeviceStatus | null
  /** The device's storage could not be read the last time. */
  storageFailed: boolean
  /** Looks again. */
  onRetry: () => void
}

export function Kiosk(props: KioskProps): JSX.Element {
  const { device, setup, status } = props
  const [shown, setShown] = useState<'attract' | 'visit' | 'staff'>('attract')
  const [visit, setVisit] = useState(0)
  const [idleMatters, setIdleMatters] = useState(true)
  const backMeans = useRef<() => void>(() => undefined)
  const guard = useRef<ReturnType<typeof guardBack> | null>(null)
  const words = KIOSK_WORDS[language.value]

  const reset = () => {
    backMeans.current = () => undefined
    language.value = 'id'
    largeText.value = false
    setShown('attract')
    setVisit((n) => n + 1)
    scrollTo(0, 0)
  }
  const show = (what: 'visit' | 'staff') => {
    guard.current?.arm()
    setIdleMatters(true)
    setShown(what)
  }
  useEffect(() => {
    const back = guardBack(() => backMeans.current())
    guard.current = back
    // A page taken out of the back-forward cache still shows what it showed.
    const onShow = (event: PageTransitionEvent) => event.persisted && reset()
    addEventListener('pageshow', onShow)
    const sleep = keepAwake()
    return () => {
      back.stop()
      removeEventListener('pageshow', onShow)
      sleep()
    }
  }, [])
  const atRest = shown === 'attract'
  useSetupRefresh(device, atRest)
  const updating = useUpdate(atRest)
  useNightlyReload(atRest)
  const secondsLeft = useIdle(!atRest && idleMatters, reset)

  return (
    <div class="kiosk" data-text={largeText.value ? 'large' : 'normal'}>
      {atRest &&
        (props.storageFailed ? (
          <LazyTrouble show={({ StorageScreen }) => <StorageScreen onRetry={props.onRetry} />} />
        ) : status?.trouble === 'device.revoked' ? (
          <LazyTrouble
            show={({ RevokedScreen }) => (
              <RevokedScreen
                unsent={status.unsent}
                simulated={setup.simulated}
                onStaff={() => show('staff')}
              />
            )}
          />
        ) : setup.unit.services.length === 0 ? (
          <LazyTrouble
            show={({ NoServiceScreen }) => (
              <NoServiceScreen onRetry={props.onRetry} onStaff={() => show('staff')} />
            )}
          />
        ) : (
          <Attract
            setup={setup}
            offlineReady={offlineReady.value}
            unknown={status?.trouble === 'token.unknown'}
            evictsInDays={status?.evictsInDays ?? null}
            updating={updating}
            onStart={() => show('visit')}
            onStaff={() => show('staff')}
          />
        ))}
      {shown === 'visit' && (
        <Visit
          key={visit}
          device={device}
          setup={setup}
          onIdleMatters={setIdleMatters}
          onBackMeans={(back) => {
            backMeans.current = back
          }}
          onEnd={reset}
        />
      )}
      {shown === 'staff' && <StaffGate key={visit} device={device} setup={setup} onClose={reset} />}
      {secondsLeft !== null && (
        <IdleDialog
          secondsLeft={secondsLeft}
          words={words}
          text={(shown === 'staff' ? words.idle.staffText : words.idle.text)(secondsLeft)}
        />
      )}
    </div>
  )
}

function useNightlyReload(atRest: boolean): void {
  useEffect(() => {
    if (!atRest) return
    let stop: (() => void) | undefined
    let over = false
    // Not among what a first visit waits for. A file that is gone with its version: the update loads the page anew.
    import('./nightly.ts').then(
      ({ reloadAtNight }) => {
        if (!over) stop = reloadAtNight(startsAlone)
      },
      () => undefined,
    )
    return () => {
      over = true
      stop?.()
    }
  }, [atRest])
}

function useSetupRefresh(device: Device, atRest: boolean): void {
  useEffect(() => {
    if (!atRest) return
    // Without a server the old setup stays: that is what it is kept for.
    const refresh = () => void device.refreshSetup().catch(() => undefined)
    const timer = setInterval(refresh, SETUP_EVERY_MS)
    addEventListener('online', refresh)
    return () => {
      clearInterval(timer)
      removeEventListener('online', refresh)
    }
  }, [device, atRest])
}
