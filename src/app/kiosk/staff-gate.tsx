// The PIN before the staff area, with lock-out. The area itself is loaded only here: a respondent never waits for it.
import type { ComponentType, JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { DeviceSetup } from '../../core/wire.ts'
import type { Device } from '../../device/device.ts'
import { KIOSK_WORDS } from '../../i18n/kiosk.ts'
import { language } from '../state.ts'
import { Button } from '../ui/button.tsx'
import { NumberPad } from '../ui/number-pad.tsx'
import { QuietScreen } from './quiet-screen.tsx'
import type { StaffAreaProps } from './staff-area.tsx'
import './staff-gate.css'

const PIN_DIGITS = { least: 4, most: 6 } as const

export interface StaffGateProps {
  device: Device
  setup: DeviceSetup
  onClose: () => void
}

export function StaffGate(props: StaffGateProps): JSX.Element {
  const [Area, setArea] = useState<ComponentType<StaffAreaProps> | null>(null)
  if (Area) return <Area {...props} />
  return (
    <PinScreen
      device={props.device}
      simulated={props.setup.simulated}
      onClose={props.onClose}
      onOpen={async () => {
        const { StaffArea } = await import('./staff-area.tsx')
        setArea(() => StaffArea)
      }}
    />
  )
}

interface PinScreenProps {
  device: Device
  simulated: boolean
  onOpen: () => Promise<void>
  onClose: () => void
}

export function PinScreen({ device, simulated, onOpen, onClose }: PinScreenProps): JSX.Element {
  const words = KIOSK_WORDS[language.value].staff
  const [pin, setPin] = useState('')
  const [checking, setChecking] = useState(false)
  const [message, setMessage] = useState<string | null>(null)
  const [lockedUntil, setLockedUntil] = useLock()
  const check = async () => {
    if (pin.length < PIN_DIGITS.least || checking) return
    setChecking(true)
    try {
      const outcome = await device.checkPin(pin)
      setPin('')
      if (outcome.ok) return await onOpen()
      setLockedUntil(outcome.lockedUntil)
      setMessage(outcome.lockedUntil === null ? words.wrong(outcome.triesLeft) : null)
    } catch {
      // What it takes was not loaded before the link died.
      setMessage(KIOSK_WORDS[language.value].trouble.notLoaded)
    }
    setChecking(false)
  }
  const minutes = lockedUntil === null ? 0 : Math.ceil((lockedUntil - Date.now()) / 60_000)
  return (
    <QuietScreen
      title={words.pinTitle}
      simulated={simulated}
      actions={
        <>
          <Button large onClick={onClose}>
            {words.close}
          </Button>
          <Button
            large
            look="main"
            disabled={pin.length < PIN_DIGITS.least || checking}
            onClick={() => void check()}
          >
            {words.open}
          </Button>
        </>
      }
    >
      <p role="alert" class="pin-message">
        {lockedUntil === null ? (message ?? words.pinHint) : words.locked(Math.max(1, minutes))}
      </p>
      <NumberPad
        value={pin}
        mostDigits={PIN_DIGITS.most}
        label={words.pinTitle}
        eraseLabel={KIOSK_WORDS[language.value].form.erase}
        hidden
        disabled={lockedUntil !== null || checking}
        onChange={setPin}
        onEnter={() => void check()}
      />
    </QuietScreen>
  )
}

/** The moment until which no PIN is taken, device clock in ms; ends by itself. */
function useLock(): [number | null, (until: number | null) => void] {
  const [until, setUntil] = useState<number | null>(null)
  useEffect(() => {
    if (until === null) return
    const timer = setInterval(() => {
      // Also redraws the minutes left.
      setUntil((was) => (was !== null && Date.now() >= was ? null : was))
    }, 1000)
    return () => clearInterval(timer)
  }, [until])
  return [until, setUntil]
}
