// The questions of an interview in the style that the enumerator prefers, then the summary, then saving.
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Submission } from '../../core/submission.ts'
import type { DeviceSetup, Service } from '../../core/wire.ts'
import type { Field } from '../../device/field.ts'
import type { InterviewDraft, Interviews } from '../../device/interviews.ts'
import { INTERVIEW_WORDS } from '../../i18n/enumerator-interview.ts'
import { language } from '../state.ts'
import { Button } from '../ui/button.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { type Asking, goTo, isEmpty } from './interview-form.ts'
import { InterviewHead } from './interview-head.tsx'
import { OneQuestion } from './one-question.tsx'
import { Panel } from './panel.tsx'
import { quotaWarnings } from './quota-warnings.ts'
import { formStyle, rememberStyle } from './remembered.ts'
import { Saving } from './saving.tsx'
import { ScrollForm } from './scroll-form.tsx'
import { Summary } from './summary.tsx'
import { type QuotaRow, quotaRows, type Task } from './tasks.ts'
import { type EndedInterview, useInterview } from './use-interview.ts'

export interface QuestionsProps {
  field: Field
  setup: DeviceSetup
  task: Task
  draft: InterviewDraft
  asking: Asking
  service: Service
  /** Just begun: the place is looked for, once. */
  fresh: boolean
  /** The draft stays. */
  onLeave: () => void
  onDropped: () => void
  onSaved: (submission: Submission) => void
  onBackMeans: (back: () => void) => void
}

export function Questions(props: QuestionsProps): JSX.Element {
  const { field, draft, asking } = props
  const placeAllowed = props.task.assignment?.place === true
  const interview = useInterview(field.interviews, draft, {
    asking,
    seekPlace: props.fresh && placeAllowed,
  })
  const [style, setStyle] = useState(formStyle)
  const [stage, setStage] = useState<'asking' | 'dropping' | 'not-dropped'>('asking')
  const [ended, setEnded] = useState<EndedInterview | null>(null)
  const { form } = interview
  const { at, questions } = form.questionnaire
  const quotas = useQuotas(field.interviews, props.task)
  const words = INTERVIEW_WORDS[language.value]
  const leave = () => {
    // While nothing can be written the answers are nowhere but on this screen.
    if (!interview.unsaved) void interview.leave().then(props.onLeave)
  }
  const back = () => {
    if (ended || stage !== 'asking') return
    const within = style === 'one' ? at > 0 : at >= questions.length
    if (within) interview.change(goTo(form, style === 'one' ? at - 1 : 0))
    else leave()
  }
  props.onBackMeans(back)
  useEffect(() => scrollTo(0, 0), [at])

  if (ended)
    return (
      <Saving
        save={() => interview.finish(ended)}
        toFile={() => sealed(field, ended)}
        onSaved={props.onSaved}
      />
    )
  const head = (
    <InterviewHead
      service={props.service}
      simulated={props.setup.simulated}
      style={style}
      place={placeAllowed ? interview.place : null}
      unsaved={interview.unsaved}
      onStyle={(chosen) => {
        rememberStyle(chosen)
        setStyle(chosen)
      }}
      onLeave={leave}
    />
  )
  const warnings = quotaWarnings(quotas, form.questionnaire.respondent)
  if (at < questions.length) {
    const formProps = {
      form,
      service: props.service,
      head,
      warningsAt: (i: number) => warnings(questions[i]?.kind ?? null),
      onChange: interview.change,
      onBack: back,
    }
    return (
      <main class="panel">
        {style === 'one' ? <OneQuestion key={at} {...formProps} /> : <ScrollForm {...formProps} />}
      </main>
    )
  }
  const empty = isEmpty(form)
  return (
    <Panel
      title={words.summary.title}
      onBack={back}
      actions={
        <Button large look="main" disabled={empty} onClick={() => setEnded(interview.end())}>
          {words.summary.finish}
        </Button>
      }
    >
      {empty && <p role="status">{words.summary.nothing}</p>}
      {interview.unsaved && (
        <p class="interview-unsaved" role="alert">
          {words.unsaved}
        </p>
      )}
      {warnings('all').map((warning) => (
        <p key={warning} class="question-card-warning">
          {warning}
        </p>
      ))}
      <Summary form={form} onGo={(i) => interview.change(goTo(form, i))} />
      <div class="panel-drop">
        <Button look="quiet" onClick={() => setStage('dropping')}>
          {words.summary.drop}
        </Button>
      </div>
      {stage !== 'asking' && (
        <Confirm
          title={words.summary.dropTitle}
          yes={words.summary.dropYes}
          no={words.summary.dropNo}
          onNo={() => setStage('asking')}
          onYes={() => void interview.drop().then(props.onDropped, () => setStage('not-dropped'))}
        >
          <p>{words.summary.dropText}</p>
          <p class="interview-unsaved" role="alert">
            {stage === 'not-dropped' && words.summary.dropFailed}
          </p>
        </Confirm>
      )}
    </Panel>
  )
}

/** Those of the interview's own assignment, whichever the home screen shows. */
function useQuotas(interviews: Interviews, { assignment }: Task): readonly QuotaRow[] {
  const [rows, setRows] = useState<readonly QuotaRow[]>([])
  useEffect(() => {
    if (!assignment) return
    // Without a count nothing is said of quotas; the interview goes on.
    interviews.progressOf(assignment.id).then(
      (progress) => setRows(quotaRows(assignment, progress)),
      () => undefined,
    )
  }, [])
  return rows
}

/** What storage would not take, in a file from the screen. */
async function sealed({ files }: Field, ended: EndedInterview) {
  try {
    const made = await files.sealUnsent(ended)
    return made.ok ? made.files : null
  } catch {
    // Said by the caller: the interview is still on the screen.
    return null
  }
}
