// A pairing code: to type, to scan, and how long it is good.
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { NewCode } from '../../../core/wire-admin.ts'
import { newDeviceCode } from '../../../device/admin-api.ts'
import { ADMIN_SURVEY_WORDS } from '../../../i18n/admin-survey.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { Modal } from '../../ui/modal.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Qr } from '../../ui/qr.tsx'
import { useActing } from '../acting.ts'
import { FailureNotice } from '../failure-notice.tsx'
import { nameOf } from './device-words.ts'
import { clockText } from './spans.ts'
import './device-dialog.css'

export interface CodeDialogProps {
  given: NewCode
  /** The device was in contact since. */
  paired: boolean
  onAgain: (given: NewCode) => void
  onClose: () => void
}

export function CodeDialog({ given, paired, onAgain, onClose }: CodeDialogProps): JSX.Element {
  const w = ADMIN_SURVEY_WORDS[language.value].devices.code
  const { device, code, expiresAt } = given
  const leftMs = useLeft(expiresAt)
  const acting = useActing()
  const over = leftMs === 0 && !paired
  const page = `${location.origin}/pasang`
  return (
    <Modal title={w.title(nameOf(device))} onClose={onClose} wide>
      <p>{w.text}</p>
      {device.received > 0 && <p class="admin-note">{w.textRepair}</p>}
      {!over && !paired && (
        <div class="device-code">
          <Qr text={`${page}#${code}`} label={w.qr} />
          <div>
            <dl>
              <div>
                <dt>{w.label}</dt>
                <dd class="letters" translate={false}>
                  {code}
                </dd>
              </div>
              <div>
                <dt>{w.address}</dt>
                <dd translate={false}>{page}</dd>
              </div>
            </dl>
            <p role="timer">{w.left(clockText(leftMs))}</p>
          </div>
        </div>
      )}
      <div class="device-code-notes">
        <Notice tone="info">{isThisMachine() && !paired && w.localOnly}</Notice>
        <Notice tone="problem">{over && w.over}</Notice>
        <Notice tone="saved">{paired && w.paired}</Notice>
        <FailureNotice failure={acting.failure} />
      </div>
      <div class="modal-actions">
        <Button look="main" onClick={onClose}>
          {w.done}
        </Button>
        {over && (
          <Button
            disabled={acting.busy}
            onClick={() => void acting.run(() => newDeviceCode(device.id), onAgain)}
          >
            {w.again}
          </Button>
        )}
      </div>
    </Modal>
  )
}

/** ms until then; 0 = over. Looked at every second. */
function useLeft(untilMs: number): number {
  const [now, setNow] = useState(Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [untilMs])
  return Math.max(0, untilMs - now)
}

/** A tablet would look for the server in itself. */
function isThisMachine(): boolean {
  return /^(localhost|127\.|\[::1\])/.test(location.hostname)
}
