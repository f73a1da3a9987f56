// One interview: service, consent or refusal, the questions, the summary, and "saved" when it is on disk.
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { RefusalReason } from '../../core/device-report.ts'
import type { DeviceSetup, Service } from '../../core/wire.ts'
import { draftOf } from '../../device/drafts.ts'
import type { Field } from '../../device/field.ts'
import { newSubmissionId } from '../../device/id.ts'
import type { InterviewDraft } from '../../device/interviews.ts'
import { ENUMERATOR_WORDS } from '../../i18n/enumerator.ts'
import { INTERVIEW_WORDS } from '../../i18n/enumerator-interview.ts'
import { formatNumber } from '../../i18n/language.ts'
import { language } from '../state.ts'
import { Button } from '../ui/button.tsx'
import { APP_VERSION } from '../version.ts'
import { Consent, Refusal, ServicePick } from './before-questions.tsx'
import { InstallOffer } from './install-offer.tsx'
import type { Asking } from './interview-form.ts'
import { LostQuestionnaire } from './lost-questionnaire.tsx'
import { Panel } from './panel.tsx'
import { Questions } from './questions.tsx'
import { keepInstruments, keptInstruments } from './remembered.ts'
import { askingOf, serviceOf, type Task } from './tasks.ts'

type Stage =
  | { at: 'service' }
  | { at: 'consent'; service: Service }
  | { at: 'refusal'; service: Service }
  | { at: 'questions'; draft: InterviewDraft; asking: Asking; fresh: boolean }
  /** Its questionnaire is not on this phone any more. */
  | { at: 'lost'; draft: InterviewDraft }
  | { at: 'saved'; sequence: number }

export interface InterviewProps {
  field: Field
  /** As it was when the interview began: a newer setup waits for the next one. */
  setup: DeviceSetup
  task: Task
  /** Goes on with it; `null` = a new one. */
  draft: InterviewDraft | null
  /** Nothing was saved on this phone before: the right moment to offer the app. */
  first: boolean
  /** Home. @param said what came of it */
  onClose: (said: string) => void
  onNext: () => void
  /** Tells what the phone's Back does now. */
  onBackMeans: (back: () => void) => void
}

export function Interview(props: InterviewProps): JSX.Element {
  const { field, draft } = props
  const [setup] = useState(props.setup)
  const [task] = useState(props.task)
  const [first] = useState(props.first)
  const { services } = task.unit
  const [only, another] = services
  const words = INTERVIEW_WORDS[language.value]
  const [stage, setStage] = useState<Stage>(() => {
    if (draft) return questionsOf(setup, task, { draft, fresh: false })
    return only && !another ? { at: 'consent', service: only } : { at: 'service' }
  })
  useEffect(() => keepInstruments(setup.instruments), [])
  const leave = () => props.onClose('')
  const back = () => {
    if (stage.at === 'consent' && another) setStage({ at: 'service' })
    else if (stage.at === 'refusal') setStage({ ...stage, at: 'consent' })
    else leave()
  }
  if (stage.at !== 'questions') props.onBackMeans(back)

  switch (stage.at) {
    case 'service':
      return (
        <ServicePick
          services={services}
          onBack={back}
          onChoose={(service) => setStage({ at: 'consent', service })}
        />
      )
    case 'consent':
      return (
        <Consent
          about={`${stage.service.name}, ${task.unit.name}`}
          place={task.assignment?.place === true}
          onBack={back}
          onAgree={() =>
            setStage(
              questionsOf(setup, task, {
                draft: newDraft(setup, task, stage.service),
                fresh: true,
              }),
            )
          }
          onRefuse={() => setStage({ ...stage, at: 'refusal' })}
        />
      )
    case 'refusal':
      return (
        <Refusal
          onBack={back}
          refuse={(reason: RefusalReason) =>
            field.interviews.refuse(task.assignment?.id ?? null, reason)
          }
          onKept={() => props.onClose(ENUMERATOR_WORDS[language.value].refusalKept)}
        />
      )
    case 'lost':
      return <LostQuestionnaire interviews={field.interviews} draft={stage.draft} onDone={leave} />
    case 'questions':
      return (
        <Questions
          field={field}
          setup={setup}
          task={task}
          draft={stage.draft}
          asking={stage.asking}
          service={serviceOf(task, stage.draft.service)}
          fresh={stage.fresh}
          onLeave={() => props.onClose(ENUMERATOR_WORDS[language.value].draftKept)}
          onDropped={() => props.onClose(ENUMERATOR_WORDS[language.value].draftDropped)}
          onSaved={({ sequence }) => setStage({ at: 'saved', sequence })}
          onBackMeans={props.onBackMeans}
        />
      )
    case 'saved':
      return (
        <Panel
          title={words.saved.title}
          done
          actions={
            <>
              <Button large onClick={leave}>
                {words.saved.home}
              </Button>
              <Button large look="main" onClick={props.onNext}>
                {words.saved.next}
              </Button>
            </>
          }
        >
          <p role="status">{words.saved.text(formatNumber(stage.sequence, language.value))}</p>
          {first && <InstallOffer />}
        </Panel>
      )
  }
}

function questionsOf(
  setup: DeviceSetup,
  task: Task,
  { draft, fresh }: { draft: InterviewDraft; fresh: boolean },
): Stage {
  const asking = askingOf(setup, task, draft, keptInstruments())
  return asking ? { at: 'questions', draft, asking, fresh } : { at: 'lost', draft }
}

/** Before the first question; consent was the first tap. */
function newDraft(
  setup: DeviceSetup,
  { assignment, unit }: Task,
  service: Service,
): InterviewDraft {
  return draftOf({
    id: newSubmissionId(),
    instrument: setup.instrument,
    unit: unit.id,
    service: service.id,
    channel: 'enumerator',
    mode: 'interview',
    answers: {},
    respondent: {},
    startedAt: Date.now(),
    ...(assignment ? { assignment: assignment.id } : {}),
    app: APP_VERSION,
  })
}
