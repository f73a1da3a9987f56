// Why something could not be done, but for what stands at the fields of the form.
import type { JSX } from 'preact'
import { FRAME_WORDS } from '../../i18n/frame.ts'
import { type FailedReply, failureText, problemsElsewhere, problemsText } from '../failure-text.ts'
import { language } from '../state.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'

export interface FailureNoticeProps {
  failure: FailedReply | null
  /** Paths of the fields that say their own problem. */
  fields?: readonly string[]
  /** Loads what is there now, where somebody else changed it meanwhile. */
  onRenew?: (() => void) | undefined
}

export function FailureNotice(props: FailureNoticeProps): JSX.Element {
  const { failure, fields = [], onRenew } = props
  const changed = failure?.problems.some(({ code }) => code === 'setup.changed')
  return (
    <Notice tone="problem">
      {failure && textOf(failure, fields)}
      {changed && onRenew && (
        <div class="admin-actions">
          <Button onClick={onRenew}>{FRAME_WORDS[language.value].renew}</Button>
        </div>
      )}
    </Notice>
  )
}

function textOf(failure: FailedReply, fields: readonly string[]): string {
  return failure.failure === 'refused'
    ? problemsText(problemsElsewhere(failure.problems, fields), language.value)
    : failureText(failure, language.value)
}
