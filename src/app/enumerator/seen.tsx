// A finished interview: seen, and corrected while no request and no file has it.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { DeviceSetup } from '../../core/wire.ts'
import type { Interview, InterviewRow, Interviews } from '../../device/interviews.ts'
import { ENUMERATOR_WORDS } from '../../i18n/enumerator.ts'
import { INTERVIEW_WORDS } from '../../i18n/enumerator-interview.ts'
import { formatMoment, formatNumber } from '../../i18n/language.ts'
import { problemText } from '../../i18n/problems.ts'
import { language } from '../state.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Correcting } from './correcting.tsx'
import { formOf } from './interview-form.ts'
import { Panel } from './panel.tsx'
import { keptInstruments } from './remembered.ts'
import { Summary } from './summary.tsx'
import { askingOf, serviceOf, taskOf } from './tasks.ts'

export interface SeenProps {
  interviews: Interviews
  setup: DeviceSetup
  row: InterviewRow
  onBack: () => void
  onBackMeans: (back: () => void) => void
}

export function Seen(props: SeenProps): JSX.Element {
  const { setup, interviews } = props
  const [row, setRow] = useState(props.row)
  const [said, setSaid] = useState<'corrected' | 'tooLate' | null>(null)
  const [correcting, setCorrecting] = useState(false)
  const words = INTERVIEW_WORDS[language.value]
  const { submission } = row
  const task = taskOf(setup, submission)
  const service = serviceOf(task, submission.service)
  const asking = askingOf(setup, task, submission, keptInstruments())
  if (correcting && asking)
    return (
      <Correcting
        interview={interviewIn(row)}
        asking={asking}
        service={service}
        simulated={setup.simulated}
        hold={() => interviews.hold(submission.id)}
        save={(next) => interviews.correct(submission.id, next, Date.now())}
        onSaved={(outcome) => {
          setCorrecting(false)
          setSaid(outcome === 'sent' ? 'tooLate' : 'corrected')
          setRow(outcome === 'sent' ? { ...row, correctable: false } : outcome)
        }}
        onLeave={() => setCorrecting(false)}
        onBackMeans={props.onBackMeans}
      />
    )
  props.onBackMeans(props.onBack)
  const { states } = ENUMERATOR_WORDS[language.value].list
  return (
    <Panel
      title={words.seen.title(formatNumber(submission.sequence, language.value))}
      onBack={props.onBack}
      actions={
        row.correctable &&
        asking && (
          <Button large look="main" onClick={() => setCorrecting(true)}>
            {words.seen.correct}
          </Button>
        )
      }
    >
      <p class="panel-hint">
        <span lang="id">{service.name}</span>
        {` · ${formatMoment(row.savedAt, language.value)} · ${states[row.state]}`}
      </p>
      <Notice tone={said === 'corrected' ? 'saved' : 'info'}>{said && words.seen[said]}</Notice>
      {said === null && (
        <Notice tone={row.state === 'refused' ? 'problem' : 'info'}>
          {row.correctable ? words.seen.correctable : words.seen[row.state]}
        </Notice>
      )}
      {asking ? (
        <Summary form={formOf(interviewIn(row), asking)} />
      ) : (
        <p>{problemText({ code: 'instrument.unknown' }, language.value)}</p>
      )}
    </Panel>
  )
}

/** What can be corrected of a submission. */
function interviewIn({ submission }: InterviewRow): Interview {
  const { sequence: _s, finishedAt: _f, durationMs: _d, corrections: _c, ...interview } = submission
  return interview
}
