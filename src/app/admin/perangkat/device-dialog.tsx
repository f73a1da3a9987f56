// All that is known of one device, and what can be done with it.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { isProblemCode } from '../../../core/problem.ts'
import type { Unit } from '../../../core/wire.ts'
import type { DeviceRecord, NewCode } from '../../../core/wire-admin.ts'
import { newDeviceCode, revokeDevice } from '../../../device/admin-api.ts'
import { ADMIN_SURVEY_WORDS } from '../../../i18n/admin-survey.ts'
import { FRAME_WORDS } from '../../../i18n/frame.ts'
import { formatNumber } from '../../../i18n/language.ts'
import { problemsText } from '../../failure-text.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Modal } from '../../ui/modal.tsx'
import { APP_VERSION } from '../../version.ts'
import { useActing } from '../acting.ts'
import { FailureNotice } from '../failure-notice.tsx'
import { DeviceFacts } from './device-facts.tsx'
import { DeviceRecordOf } from './device-record.tsx'
import { nameOf, toneOf } from './device-words.ts'
import { signsOf } from './signs.ts'
import './device-dialog.css'

export interface DeviceDialogProps {
  device: DeviceRecord
  units: readonly Unit[]
  at: number
  mayChange: boolean
  onClose: () => void
  onEdit: () => void
  onCode: (given: NewCode) => void
  onRevoked: (said: string) => void
}

export function DeviceDialog(props: DeviceDialogProps): JSX.Element {
  const { device, at, mayChange } = props
  const w = ADMIN_SURVEY_WORDS[language.value].devices
  const [sure, setSure] = useState(false)
  const acting = useActing()
  const name = nameOf(device)
  return (
    <Modal title={name} onClose={props.onClose} wide>
      <div class="device-dialog">
        <Signs device={device} at={at} />
        <DeviceFacts device={device} units={props.units} at={at} />
        <DeviceRecordOf device={device} />
        <FailureNotice failure={acting.failure} />
        <div class="modal-actions">
          {mayChange && device.revokedAt === null && (
            <>
              <Button
                disabled={acting.busy}
                onClick={() => void acting.run(() => newDeviceCode(device.id), props.onCode)}
              >
                {w.code.act}
              </Button>
              <Button onClick={props.onEdit}>{w.edit.act}</Button>
              <Button disabled={acting.busy} onClick={() => setSure(true)}>
                {w.revoke.act}
              </Button>
            </>
          )}
          <Button look="quiet" onClick={props.onClose}>
            {FRAME_WORDS[language.value].close}
          </Button>
        </div>
      </div>
      {sure && (
        <Confirm
          title={w.revoke.title(name)}
          yes={w.revoke.do}
          no={FRAME_WORDS[language.value].cancel}
          onNo={() => setSure(false)}
          onYes={() => {
            setSure(false)
            void acting.run(
              () => revokeDevice(device.id),
              () => props.onRevoked(w.revoke.done(name)),
            )
          }}
        >
          <div class="device-revoke">
            <p>{w.revoke.text}</p>
            <p>{w.revoke.keeps}</p>
            {device.report && device.report.unsent > 0 && (
              <p>
                <strong>
                  {w.revoke.unsent(formatNumber(device.report.unsent, language.value))}
                </strong>
              </p>
            )}
          </div>
        </Confirm>
      )}
    </Modal>
  )
}

/** What needs attention, and what to do about it. */
function Signs({ device, at }: { device: DeviceRecord; at: number }): JSX.Element | null {
  const w = ADMIN_SURVEY_WORDS[language.value].devices
  const signs = signsOf(device, { now: at, app: APP_VERSION })
  const trouble = device.report?.trouble
  if (signs.length === 0 && !device.simulated) return null
  return (
    <ul class="device-signs">
      {device.simulated && (
        <li>
          <Chip tone="plain" text={w.detail.simulated} />
        </li>
      )}
      {signs.map((sign) => (
        <li key={sign}>
          <Chip tone={toneOf(sign)} text={w.signs[sign]} />
          <p>
            {w.signTexts[sign]}
            {sign === 'trouble' && trouble && ` ${troubleText(trouble)}`}
          </p>
        </li>
      ))}
    </ul>
  )
}

/** The sentence of a code that this app knows, else the code itself. */
function troubleText(code: string): string {
  return isProblemCode(code) ? problemsText([{ code }], language.value) : code
}
