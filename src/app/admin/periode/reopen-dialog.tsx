// Opening a closed period again: only with a reason, which the trail keeps.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { PeriodRecord, PeriodsReply } from '../../../core/wire-admin.ts'
import { setPeriodState } from '../../../device/admin-api.ts'
import { ADMIN_SURVEY_WORDS } from '../../../i18n/admin-survey.ts'
import { FRAME_WORDS } from '../../../i18n/frame.ts'
import { fieldText } from '../../failure-text.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { TextAreaField } from '../../ui/field.tsx'
import { Modal } from '../../ui/modal.tsx'
import { useActing, useFocusOnProblem } from '../acting.ts'
import { FailureNotice } from '../failure-notice.tsx'

export interface ReopenDialogProps {
  period: PeriodRecord
  onClose: () => void
  onChanged: (reply: PeriodsReply, said: string) => void
}

export function ReopenDialog({ period, onClose, onChanged }: ReopenDialogProps): JSX.Element {
  const w = ADMIN_SURVEY_WORDS[language.value].periods
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)
  const acting = useActing()
  const element = useFocusOnProblem(acting.failure ?? missing)
  return (
    <Modal title={w.reopenTitle(period.name)} onClose={onClose}>
      <form
        ref={element}
        class="admin-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          const said = reason.trim()
          setMissing(said === '')
          if (said !== '')
            void acting.run(
              () => setPeriodState(period.id, { state: 'open', reason: said }),
              (reply) => onChanged(reply, w.done.reopened(period.name)),
            )
        }}
      >
        <TextAreaField
          label={w.reason}
          hint={w.reopenText}
          value={reason}
          problem={missing ? w.reasonMissing : fieldText(acting.problems, 'reason', language.value)}
          onInput={setReason}
        />
        <FailureNotice failure={acting.failure} fields={['reason']} />
        <div class="modal-actions">
          <Button look="main" type="submit" disabled={acting.busy} onClick={() => undefined}>
            {w.reopen}
          </Button>
          <Button onClick={onClose}>{FRAME_WORDS[language.value].cancel}</Button>
        </div>
      </form>
    </Modal>
  )
}
