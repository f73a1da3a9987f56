// Behind the PIN: answers that leave this kiosk in a file, and files of other devices that go through it.
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Device, DeviceStatus } from '../../device/device.ts'
import type { Files } from '../../device/files.ts'
import { BY_HAND_WORDS } from '../../i18n/by-hand.ts'
import { KIOSK_WORDS } from '../../i18n/kiosk.ts'
import { Backup, type Frame, TakeIn } from '../by-hand/backup.tsx'
import { language } from '../state.ts'
import { Button } from '../ui/button.tsx'
import { QuietScreen } from './quiet-screen.tsx'

export interface StaffByHandProps {
  device: Device
  status: DeviceStatus
  what: 'backup' | 'take-in'
  simulated: boolean
  onBack: () => void
}

export function StaffByHand(props: StaffByHandProps): JSX.Element {
  const { device, status, what, onBack } = props
  const words = BY_HAND_WORDS[language.value]
  // One for as long as the screen is: another would be another screen.
  const [StaffFrame] = useState(() => staffFrame(props.simulated))
  const [files, setFiles] = useState<Files | 'loading' | 'failed'>('loading')
  useEffect(() => {
    device.field().then(
      (field) => setFiles(field.files),
      () => setFiles('failed'),
    )
  }, [device])
  if (typeof files === 'string')
    return (
      <StaffFrame
        title={what === 'backup' ? words.save : words.take}
        onBack={onBack}
        actions={null}
      >
        <p role="status">{files === 'failed' && KIOSK_WORDS[language.value].trouble.notLoaded}</p>
      </StaffFrame>
    )
  return what === 'backup' ? (
    <Backup frame={StaffFrame} files={files} status={status} onBack={onBack} />
  ) : (
    <TakeIn frame={StaffFrame} device={device} files={files} onBack={onBack} />
  )
}

function staffFrame(simulated: boolean): Frame {
  return ({ title, onBack, children, actions }) => (
    <QuietScreen
      title={title}
      simulated={simulated}
      actions={
        <>
          <Button large look="quiet" onClick={onBack}>
            {KIOSK_WORDS[language.value].form.back}
          </Button>
          {actions}
        </>
      }
    >
      <div class="staff-by-hand">{children}</div>
    </QuietScreen>
  )
}
