// A finished interview in the form again: changed only when the person saves the correction.
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Service } from '../../core/wire.ts'
import type { Interview, InterviewRow } from '../../device/interviews.ts'
import { INTERVIEW_WORDS } from '../../i18n/enumerator-interview.ts'
import { language } from '../state.ts'
import { Button } from '../ui/button.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { type Asking, formOf, goTo, interviewOf } from './interview-form.ts'
import { InterviewHead } from './interview-head.tsx'
import { OneQuestion } from './one-question.tsx'
import { Panel } from './panel.tsx'
import { formStyle, rememberStyle } from './remembered.ts'
import { ScrollForm } from './scroll-form.tsx'
import { Summary } from './summary.tsx'

export interface CorrectingProps {
  interview: Interview
  asking: Asking
  service: Service
  simulated: boolean
  /** @returns the end of it */
  hold: () => () => void
  save: (next: Interview) => Promise<InterviewRow | 'sent'>
  /** @param outcome what stands there now; `sent` = it was too late */
  onSaved: (outcome: InterviewRow | 'sent') => void
  onLeave: () => void
  onBackMeans: (back: () => void) => void
}

export function Correcting(props: CorrectingProps): JSX.Element {
  const { interview, asking } = props
  // The summary first: one line of it is what was wrong.
  const [form, setForm] = useState(() => {
    const filled = formOf(interview, asking)
    return goTo(filled, filled.questionnaire.questions.length)
  })
  const [style, setStyle] = useState(formStyle)
  const [stage, setStage] = useState<'asking' | 'leaving' | 'saving' | 'failed'>('asking')
  const words = INTERVIEW_WORDS[language.value]
  const { at, questions } = form.questionnaire
  const next = interviewOf(form, interview)
  const changed = canonical(next) !== canonical(interview)
  const toSummary = () => setForm(goTo(form, questions.length))
  const leave = () => (changed ? setStage('leaving') : props.onLeave())
  const back = at < questions.length ? toSummary : leave
  props.onBackMeans(back)
  useEffect(() => scrollTo(0, 0), [at])
  useEffect(props.hold, [])

  const save = () => {
    setStage('saving')
    props.save(next).then(props.onSaved, () => setStage('failed'))
  }
  if (at < questions.length) {
    const formProps = {
      form,
      service: props.service,
      warningsAt: () => [],
      onChange: setForm,
      onBack: toSummary,
      head: (
        <InterviewHead
          service={props.service}
          simulated={props.simulated}
          style={style}
          place={null}
          unsaved={false}
          onStyle={(chosen) => {
            rememberStyle(chosen)
            setStyle(chosen)
          }}
          onLeave={toSummary}
        />
      ),
    }
    return (
      <main class="panel">
        {style === 'one' ? <OneQuestion key={at} {...formProps} /> : <ScrollForm {...formProps} />}
      </main>
    )
  }
  return (
    <Panel
      title={words.seen.correct}
      onBack={back}
      actions={
        <Button large look="main" disabled={!changed || stage === 'saving'} onClick={save}>
          {words.seen.saveCorrection}
        </Button>
      }
    >
      <p class="interview-unsaved" role="alert">
        {stage === 'failed' && words.unsaved}
      </p>
      <Summary form={form} onGo={(i) => setForm(goTo(form, i))} />
      {stage === 'leaving' && (
        <Confirm
          title={words.seen.discardTitle}
          yes={words.seen.discardYes}
          no={words.seen.discardNo}
          onYes={props.onLeave}
          onNo={() => setStage('asking')}
        >
          <p>{words.seen.discardText}</p>
        </Confirm>
      )}
    </Panel>
  )
}

/** Objects that say the same in another order are the same. */
function canonical(value: object): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}
