// Why something could not be done, but for what stands at the fields of the form.
import type { JSX } from 'preact'
import { type FailedReply, failureText, problemsElsewhere, problemsText } from '../failure-text.ts'
import { language } from '../state.ts'
import { Notice } from '../ui/notice.tsx'

export interface FailureNoticeProps {
  failure: FailedReply | null
  /** Paths of the fields that say their own problem. */
  fields?: readonly string[]
}

export function FailureNotice({ failure, fields = [] }: FailureNoticeProps): JSX.Element {
  return <Notice tone="problem">{failure && textOf(failure, fields)}</Notice>
}

function textOf(failure: FailedReply, fields: readonly string[]): string {
  return failure.failure === 'refused'
    ? problemsText(problemsElsewhere(failure.problems, fields), language.value)
    : failureText(failure, language.value)
}
