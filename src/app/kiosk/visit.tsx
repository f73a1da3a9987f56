// One person's visit, from the notice to thanks. A new person gets a new one: nothing is shared between two.
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { DeviceSetup, Service } from '../../core/wire.ts'
import type { Device, SubmissionDraft } from '../../device/device.ts'
import { newSubmissionId } from '../../device/id.ts'
import { KIOSK_WORDS } from '../../i18n/kiosk.ts'
import { QuestionScreen } from '../form/question-screen.tsx'
import { spokenOf } from '../form/question-words.ts'
import {
  answerQuestion,
  beginQuestionnaire,
  type Questionnaire,
  questionBefore,
  questionNow,
  skipQuestion,
  submissionOf,
} from '../form/questionnaire.ts'
import { language } from '../state.ts'
import { APP_VERSION } from '../version.ts'
import { instrumentAsked } from './asked.ts'
import { KioskHeader } from './kiosk-header.tsx'
import { Lazy } from './lazy-trouble.tsx'
import { Notice } from './notice.tsx'
import { Saving } from './saving.tsx'
import { ServiceChoice } from './service-choice.tsx'
import { Thanks } from './thanks.tsx'
import { useSpeech } from './use-speech.ts'

type Stage =
  | { at: 'notice' }
  | { at: 'service' }
  | { at: 'form'; service: Service; form: Questionnaire }
  | { at: 'saving'; service: Service; draft: SubmissionDraft }
  | { at: 'file'; service: Service; draft: SubmissionDraft }
  | { at: 'thanks'; service: Service }

const loadSaveFile = () => import('./save-file.tsx')

export interface VisitProps {
  device: Device
  /** As it was when the person came: a newer setup waits for the next one. */
  setup: DeviceSetup
  /** Says whether there is something to forget when nobody touches the screen. */
  onIdleMatters: (matters: boolean) => void
  /** Tells what the browser's Back does now. */
  onBackMeans: (back: () => void) => void
  onEnd: () => void
}

export function Visit(props: VisitProps): JSX.Element | null {
  const [setup] = useState(props.setup)
  const [stage, setStage] = useState<Stage>({ at: 'notice' })
  const services = setup.unit.services
  const words = KIOSK_WORDS[language.value]
  const question = stage.at === 'form' ? questionNow(stage.form) : null
  const spoken = question
    ? spokenOf(question, words, language.value)
    : stage.at === 'notice'
      ? words.notice.sentences.join(' ')
      : ''
  const at = stage.at === 'form' ? `form ${stage.form.at}` : stage.at
  const speech = useSpeech(language.value, at)
  useEffect(() => scrollTo(0, 0), [at])
  const idleMatters = !['saving', 'file', 'thanks'].includes(stage.at)
  useEffect(() => props.onIdleMatters(idleMatters), [idleMatters])

  const begin = (service: Service) => {
    const form = beginWith(setup, service)
    if (form) setStage({ at: 'form', service, form })
  }
  const goOn = (form: Questionnaire, service: Service) => {
    if (questionNow(form)) return setStage({ at: 'form', service, form })
    // Every question passed over: there is nothing to keep and nothing to thank for.
    if (isEmpty(form)) return props.onEnd()
    const draft = submissionOf(form, Date.now(), performance.now())
    setStage({ at: 'saving', service, draft })
  }
  const back = () => {
    if (stage.at === 'service') setStage({ at: 'notice' })
    if (stage.at !== 'form') return
    if (stage.form.at > 0) setStage({ ...stage, form: questionBefore(stage.form) })
    else setStage({ at: services.length > 1 ? 'service' : 'notice' })
  }
  props.onBackMeans(back)

  const header = (
    <KioskHeader
      setup={setup}
      service={
        'service' in stage ? stage.service.name : ((services[1] ? null : services[0]?.name) ?? null)
      }
      speech={spoken ? speech : null}
      spoken={spoken}
    />
  )
  switch (stage.at) {
    case 'notice':
      return (
        <Notice
          header={header}
          onCancel={props.onEnd}
          onBegin={() => {
            const only = services.length === 1 ? services[0] : undefined
            if (only) begin(only)
            else setStage({ at: 'service' })
          }}
        />
      )
    case 'service':
      return <ServiceChoice header={header} services={services} onChoose={begin} onBack={back} />
    case 'form':
      return (
        <QuestionScreen
          key={stage.form.at}
          form={stage.form}
          service={stage.service}
          words={words}
          language={language.value}
          header={header}
          onAnswer={(answer) => goOn(answerQuestion(stage.form, answer), stage.service)}
          onSkip={() => goOn(skipQuestion(stage.form), stage.service)}
          onBack={(typed) => {
            if (!typed) return back()
            const kept = { ...answerQuestion(stage.form, typed), at: stage.form.at }
            setStage({ ...stage, form: questionBefore(kept) })
          }}
        />
      )
    case 'saving':
      return (
        <Saving
          simulated={setup.simulated}
          save={() => props.device.save(stage.draft)}
          onSaved={() => setStage({ at: 'thanks', service: stage.service })}
          onFile={() => setStage({ ...stage, at: 'file' })}
        />
      )
    case 'file':
      return (
        <Lazy
          load={loadSaveFile}
          show={({ SaveFile }) => (
            <SaveFile
              device={props.device}
              draft={stage.draft}
              simulated={setup.simulated}
              onClose={() => setStage({ ...stage, at: 'saving' })}
              onDone={props.onEnd}
            />
          )}
        />
      )
    case 'thanks':
      return <Thanks setup={setup} service={stage.service} onDone={props.onEnd} />
  }
}

/** `null` when the setup names an instrument that it does not hold. */
function beginWith(setup: DeviceSetup, service: Service): Questionnaire | null {
  const instrument = instrumentAsked(setup)
  if (!instrument) return null
  return beginQuestionnaire({
    id: newSubmissionId(),
    startedAt: Date.now(),
    startedMs: performance.now(),
    instrument,
    order: setup.regency.printedOrder,
    unit: setup.unit.id,
    above: setup.above ?? [],
    service: service.id,
    freeByLaw: Boolean(service.freeByLaw),
    channel: 'kiosk',
    mode: 'self',
    app: APP_VERSION,
  })
}

function isEmpty(form: Questionnaire): boolean {
  const given = { ...form.answers, ...form.extra }
  return Object.keys(given).length === 0 && form.comment === undefined
}
