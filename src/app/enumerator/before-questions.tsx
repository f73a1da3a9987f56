// Before the questions: which service, the consent that is read aloud, and why somebody refuses.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { REFUSAL_REASONS, type RefusalReason } from '../../core/device-report.ts'
import type { Service } from '../../core/wire.ts'
import { INTERVIEW_WORDS } from '../../i18n/enumerator-interview.ts'
import { KIOSK_WORDS } from '../../i18n/kiosk.ts'
import { promiseOf } from '../form/standard-text.ts'
import { language } from '../state.ts'
import { Button } from '../ui/button.tsx'
import { Panel } from './panel.tsx'
import './before-questions.css'

interface ServicePickProps {
  services: readonly Service[]
  onBack: () => void
  onChoose: (service: Service) => void
}

export function ServicePick({ services, onBack, onChoose }: ServicePickProps): JSX.Element {
  const words = INTERVIEW_WORDS[language.value].service
  return (
    <Panel title={words.title} onBack={onBack}>
      <p class="panel-hint">{words.hint}</p>
      <ul class="pick-list">
        {services.map((service) => (
          <li key={service.id}>
            <button type="button" onClick={() => onChoose(service)}>
              <strong lang="id">{service.name}</strong>
              <span>{promiseOf(service, KIOSK_WORDS[language.value], language.value)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

interface ConsentProps {
  /** Service and unit. */
  about: string
  /** The survey keeps where it was made: the person is told. */
  place: boolean
  onBack: () => void
  onAgree: () => void
  onRefuse: () => void
}

export function Consent({ about, place, onBack, onAgree, onRefuse }: ConsentProps): JSX.Element {
  const words = INTERVIEW_WORDS[language.value].consent
  return (
    <Panel
      title={words.title}
      onBack={onBack}
      actions={
        <>
          <Button large onClick={onRefuse}>
            {words.refuse}
          </Button>
          <Button large look="main" onClick={onAgree}>
            {words.agree}
          </Button>
        </>
      }
    >
      <div class="consent-text">
        {words.sentences(about).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        {place && <p>{words.place}</p>}
        <p>
          <strong>{words.question}</strong>
        </p>
      </div>
    </Panel>
  )
}

interface RefusalProps {
  /** Resolves when it is counted on disk. */
  refuse: (reason: RefusalReason) => Promise<void>
  onKept: () => void
  onBack: () => void
}

export function Refusal({ refuse, onKept, onBack }: RefusalProps): JSX.Element {
  const words = INTERVIEW_WORDS[language.value].refusal
  const [state, setState] = useState<'asking' | 'saving' | 'failed'>('asking')
  const choose = (reason: RefusalReason) => {
    // A second tap would count a second person.
    if (state === 'saving') return
    setState('saving')
    refuse(reason).then(onKept, () => setState('failed'))
  }
  return (
    <Panel title={words.title} onBack={onBack}>
      <p class="panel-hint">{words.hint}</p>
      <p class="interview-unsaved" role="alert">
        {state === 'failed' && words.failed}
      </p>
      <ul class="pick-list pick-low">
        {REFUSAL_REASONS.map((reason) => (
          <li key={reason}>
            <button type="button" onClick={() => choose(reason)}>
              <strong>{words.reasons[reason]}</strong>
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
