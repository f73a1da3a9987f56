// One of the regency's own questions, in both languages.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { ExtraQuestion } from '../../../core/instrument.ts'
import { servicesAt } from '../../../core/unit-tree.ts'
import type { Unit } from '../../../core/wire.ts'
import { ADMIN_SURVEY_WORDS } from '../../../i18n/admin-survey.ts'
import { FRAME_WORDS } from '../../../i18n/frame.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Modal } from '../../ui/modal.tsx'
import { RadioField } from '../../ui/radio-field.tsx'
import { useFocusOnProblem } from '../acting.ts'
import { unitOptions } from '../unit-options.ts'
import { extraKey, type FourTexts, fourTexts, textFault } from './draft.ts'
import { WordsFields } from './words-fields.tsx'

export interface ExtraDialogProps {
  /** `null` = a new one. */
  extra: ExtraQuestion | null
  kindFixed: boolean
  units: readonly Unit[]
  onApply: (extra: ExtraQuestion) => void
  onClose: () => void
}

const KINDS: readonly ExtraQuestion['kind'][] = ['choice', 'yes-no', 'text']

export function ExtraDialog(props: ExtraDialogProps): JSX.Element {
  const { extra, units, onClose } = props
  const w = ADMIN_SURVEY_WORDS[language.value].instrument.extras
  const [form, setForm] = useState(() => formOf(extra))
  const [tries, setTries] = useState(0)
  const element = useFocusOnProblem(tries)
  const choice = form.kind === 'choice'
  const services = form.unit === '' ? [] : servicesAt(units, form.unit)
  const fields = (of: 'id' | 'en') => {
    const { question, answers } = form[of]
    return (
      <WordsFields
        of={of}
        words={choice ? { question, answers } : { question }}
        checked={tries > 0 && of === 'id'}
        hint={of === 'en' ? w.englishHint : undefined}
        onChange={(words) => setForm({ ...form, [of]: { answers, ...words } })}
      />
    )
  }
  return (
    <Modal title={w.newTitle} onClose={onClose} wide>
      <form
        ref={element}
        class="admin-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setTries(tries + 1)
          if (isComplete(form)) props.onApply(extraOf(form, extra?.key))
        }}
      >
        <RadioField
          legend={w.kind}
          value={form.kind}
          disabled={props.kindFixed}
          hint={props.kindFixed ? w.kindFixed : undefined}
          options={KINDS.map((kind) => ({
            value: kind,
            text: w.kinds[kind],
            hint: w.kindHints[kind],
          }))}
          onChange={(kind) => setForm({ ...form, kind })}
        />
        <SelectField
          label={`${w.where}: ${w.unit}`}
          hint={form.unit === '' ? undefined : w.unitHint}
          value={form.unit}
          options={[{ value: '', text: w.unitAll }, ...unitOptions(units, form.unit || null)]}
          onChange={(unit) => setForm({ ...form, unit, service: '' })}
        />
        {form.unit !== '' && services.length > 0 && (
          <SelectField
            label={w.service}
            value={form.service}
            options={[
              { value: '', text: w.serviceAll },
              ...services.map(({ id, name }) => ({ value: id, text: name })),
            ]}
            onChange={(service) => setForm({ ...form, service })}
          />
        )}
        {fields('id')}
        {fields('en')}
        <div class="modal-actions">
          <Button look="main" type="submit" onClick={() => undefined}>
            {w.apply}
          </Button>
          <Button onClick={onClose}>{FRAME_WORDS[language.value].cancel}</Button>
        </div>
      </form>
    </Modal>
  )
}

interface Words {
  question: string
  answers: FourTexts
}

interface Form {
  kind: ExtraQuestion['kind']
  /** Empty = everywhere. */
  unit: string
  service: string
  id: Words
  en: Words
}

function formOf(extra: ExtraQuestion | null): Form {
  const words = (from: ExtraQuestion['en'] | null = null): Words => ({
    question: from?.question ?? '',
    answers: from?.answers ? fourTexts(from.answers) : ['', '', '', ''],
  })
  return {
    kind: extra?.kind ?? 'choice',
    unit: extra?.unit ?? '',
    service: extra?.service ?? '',
    id: words(extra),
    en: words(extra?.en ?? null),
  }
}

function isComplete({ kind, id, en }: Form): boolean {
  const texts = ({ question, answers }: Words) =>
    kind === 'choice' ? [question, ...answers] : [question]
  return (
    texts(id).every((text) => textFault(text) === null) &&
    texts(en).every((text) => textFault(text) !== 'long')
  )
}

function extraOf({ kind, unit, service, id, en }: Form, key?: string): ExtraQuestion {
  const answers =
    kind === 'choice' && en.answers.some((text) => text.trim() !== '') ? en.answers : null
  const isTranslated = en.question.trim() !== '' || answers !== null
  const words = ({ question, answers }: Words) => ({
    question: question.trim(),
    ...(kind === 'choice' ? { answers } : {}),
  })
  return {
    key: key ?? extraKey(id.question, fourLetters()),
    kind,
    unit: unit || null,
    service: service || null,
    ...words(id),
    ...(isTranslated
      ? {
          en: {
            ...(en.question.trim() ? { question: en.question.trim() } : {}),
            ...(answers ? { answers } : {}),
          },
        }
      : {}),
  }
}

function fourLetters(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(4))
  return Array.from(bytes, (byte) => (byte % 36).toString(36)).join('')
}
