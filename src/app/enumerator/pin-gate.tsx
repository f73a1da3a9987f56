// The phone's PIN, for what concerns all that is on it: files and pairing again. The day's work needs none.
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Device } from '../../device/device.ts'
import { PHONE_WORDS } from '../../i18n/enumerator-device.ts'
import { problemText } from '../../i18n/problems.ts'
import { language } from '../state.ts'
import { Button } from '../ui/button.tsx'
import { NumberPad } from '../ui/number-pad.tsx'
import { Panel } from './panel.tsx'

const PIN_DIGITS = { least: 4, most: 6 } as const

export interface PinGateProps {
  device: Device
  onOpen: () => void
  onBack: () => void
}

export function PinGate({ device, onOpen, onBack }: PinGateProps): JSX.Element {
  const words = PHONE_WORDS[language.value]
  const [pin, setPin] = useState('')
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  // A PIN is checked slowly: who has gone back meanwhile is not led in.
  const left = useRef(false)
  useEffect(
    () => () => {
      left.current = true
    },
    [],
  )
  const tryPin = async () => {
    if (pin.length < PIN_DIGITS.least || busy) return
    setBusy(true)
    try {
      const outcome = await device.checkPin(pin)
      if (left.current) return
      if (outcome.ok) return onOpen()
      setNote(
        outcome.lockedUntil === null
          ? words.wrong(outcome.triesLeft)
          : words.locked(Math.max(1, Math.ceil((outcome.lockedUntil - Date.now()) / 60_000))),
      )
    } catch {
      // The PIN is on disk too.
      setNote(problemText({ code: 'storage.failed' }, language.value))
    }
    setBusy(false)
    setPin('')
  }
  return (
    <Panel
      title={words.pinTitle}
      onBack={onBack}
      actions={
        <Button
          large
          look="main"
          disabled={busy || pin.length < PIN_DIGITS.least}
          onClick={() => void tryPin()}
        >
          {words.open}
        </Button>
      }
    >
      <p class="panel-hint">{words.pinText}</p>
      <NumberPad
        value={pin}
        mostDigits={PIN_DIGITS.most}
        label={words.pinTitle}
        eraseLabel={words.erase}
        hidden
        note={note}
        disabled={busy}
        onChange={setPin}
        onEnter={() => void tryPin()}
      />
    </Panel>
  )
}
