// What the kiosk makes of the draft: its own parts, on a screen of this size.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Instrument } from '../../../core/instrument.ts'
import { upwardsFrom } from '../../../core/unit-tree.ts'
import type { Catalogue, Service } from '../../../core/wire.ts'
import { ADMIN_SURVEY_WORDS } from '../../../i18n/admin-survey.ts'
import { KIOSK_WORDS } from '../../../i18n/kiosk.ts'
import { QuestionBody } from '../../form/question-body.tsx'
import { eyebrowOf, titleOf } from '../../form/question-words.ts'
import { beginQuestionnaire, type Questionnaire } from '../../form/questionnaire.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { LanguageChoice } from '../../ui/language-choice.tsx'
import './preview.css'

export interface PreviewProps {
  instrument: Instrument
  catalogue: Catalogue
}

interface Place {
  key: string
  text: string
  unit: string
  service: Service
}

export function Preview({ instrument, catalogue }: PreviewProps): JSX.Element {
  const w = ADMIN_SURVEY_WORDS[language.value].instrument.preview
  const places = placesOf(catalogue, w.example)
  const [key, setKey] = useState('')
  const [at, setAt] = useState(0)
  const [shown, setShown] = useState(language.value)
  const [first] = places
  const place = places.find((one) => one.key === key) ?? first
  if (!place) return <p>{w.noService}</p>
  const form = questionsAt(instrument, catalogue, place)
  const asked = form.questions.filter(({ kind }) => kind === 'element' || kind === 'extra')
  const here = Math.min(at, asked.length - 1)
  const question = asked[here]
  const words = KIOSK_WORDS[shown]
  const step = (by: number) => setAt((here + by + asked.length) % asked.length)
  return (
    <section class="admin-card" aria-labelledby="preview-title">
      <h2 id="preview-title">{w.title}</h2>
      <p class="admin-note">{w.text}</p>
      <div class="preview-tools">
        <SelectField
          label={w.service}
          value={place.key}
          options={places.map((one) => ({ value: one.key, text: one.text }))}
          onChange={setKey}
        />
        <SelectField
          label={w.question}
          value={String(here)}
          options={asked.map((one, i) => ({
            value: String(i),
            text: `${i + 1}. ${titleOf(one, words, shown)}`,
          }))}
          onChange={(chosen) => setAt(Number(chosen))}
        />
        <LanguageChoice language={shown} onChange={setShown} />
      </div>
      {question && (
        <div class="kiosk-preview" lang={shown}>
          <p class="preview-eyebrow">{eyebrowOf({ ...form, at: here }, words, shown)}</p>
          <h3>{titleOf(question, words, shown)}</h3>
          <Answers
            key={`${place.key} ${here} ${shown}`}
            {...{ form, question, shown }}
            onNext={() => step(1)}
          />
        </div>
      )}
      <div class="preview-steps">
        <Button label={w.back} onClick={() => step(-1)}>
          <Icon name="back" size={20} />
        </Button>
        <Button label={w.next} onClick={() => step(1)}>
          <Icon name="forward" size={20} />
        </Button>
      </div>
    </section>
  )
}

function Answers(props: {
  form: Questionnaire
  question: Questionnaire['questions'][number]
  shown: typeof language.value
  onNext: () => void
}): JSX.Element {
  const [typed, setTyped] = useState('')
  const words = KIOSK_WORDS[props.shown]
  return (
    <QuestionBody
      form={props.form}
      question={props.question}
      title={titleOf(props.question, words, props.shown)}
      typed={typed}
      words={words}
      language={props.shown}
      onType={setTyped}
      onAnswer={props.onNext}
    />
  )
}

/** Every service that is offered, and where. */
function placesOf({ units }: Catalogue, example: string): Place[] {
  const places = units.flatMap((unit) =>
    unit.archived
      ? []
      : unit.services
          .filter(({ archived }) => !archived)
          .map((service) => ({
            key: `${unit.id}/${service.id}`,
            text: `${unit.short}: ${service.name}`,
            unit: unit.id,
            service,
          })),
  )
  const none = { id: 'contoh', name: example, standard: {} }
  return places.length > 0 ? places : [{ key: 'contoh', text: example, unit: '', service: none }]
}

function questionsAt(
  instrument: Instrument,
  { units, regency }: Catalogue,
  { unit, service }: Place,
): Questionnaire {
  return beginQuestionnaire({
    id: 'preview',
    startedAt: 0,
    startedMs: 0,
    instrument,
    order: regency.printedOrder,
    unit,
    above: upwardsFrom(units, unit).map(({ id }) => id),
    service: service.id,
    freeByLaw: service.freeByLaw !== undefined,
    channel: 'kiosk',
    mode: 'self',
    app: 'preview',
  })
}
