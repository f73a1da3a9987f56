// The answers to whatever an interview asks: labels to read out, choices, an age, a text.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { EXTRA_TEXT_CHARACTERS, extraWords } from '../../core/instrument.ts'
import { AGE_YEARS, EDUCATIONS, JOBS, SEXES } from '../../core/respondent.ts'
import { type Score, SUBMISSION_LIMITS } from '../../core/submission.ts'
import { INTERVIEW_WORDS } from '../../i18n/enumerator-interview.ts'
import { KIOSK_WORDS } from '../../i18n/kiosk.ts'
import { RESPONDENT_WORDS } from '../../i18n/respondent.ts'
import { wordsOf } from '../form/question-words.ts'
import type { Answer, Question, Questionnaire } from '../form/questionnaire.ts'
import { answerTyped, takesText, typedOf } from '../form/typed-answer.ts'
import { language } from '../state.ts'
import { AnswerList } from './answer-list.tsx'

export interface QuestionAnswersProps {
  form: Questionnaire
  /** Which of its questions. */
  at: number
  title: string
  onAnswer: (answer: Answer) => void
  /** What was typed is gone, or is no answer. */
  onEmptied: () => void
}

const SCORES: readonly Score[] = [1, 2, 3, 4]

export function QuestionAnswers(props: QuestionAnswersProps): JSX.Element | null {
  const { form, title, onAnswer } = props
  const question = form.questions[props.at]
  if (!question) return null
  if (takesText(question)) return <TextAnswer {...props} question={question} />
  const { respondent } = form
  const people = RESPONDENT_WORDS[language.value]
  switch (question.kind) {
    case 'element': {
      const { key } = question.element
      const labels = wordsOf(question.element, language.value).answers
      return (
        <AnswerList
          label={title}
          options={SCORES.map((value) => ({ value, label: labels[value - 1] ?? '' }))}
          chosen={form.answers[key] ?? null}
          onChoose={(score) => onAnswer({ kind: 'element', key, score })}
        />
      )
    }
    case 'extra': {
      const { extra } = question
      const given = form.extra[extra.key]
      const labels = extraWords(extra, language.value).answers
      return (
        <AnswerList
          label={title}
          options={
            extra.kind === 'yes-no'
              ? yesNo()
              : SCORES.map((value) => ({ value, label: labels?.[value - 1] ?? '' }))
          }
          chosen={typeof given === 'string' ? null : (given ?? null)}
          onChoose={(value) => onAnswer({ kind: 'extra', key: extra.key, value })}
        />
      )
    }
    case 'sex':
      return (
        <AnswerList
          label={title}
          options={SEXES.map((value) => ({ value, label: people.sex[value] }))}
          chosen={respondent.sex ?? null}
          onChoose={(sex) => onAnswer({ kind: 'sex', sex })}
        />
      )
    case 'education':
      return (
        <AnswerList
          label={title}
          options={EDUCATIONS.map((value) => ({ value, label: people.education[value] }))}
          chosen={respondent.education ?? null}
          onChoose={(education) => onAnswer({ kind: 'education', education })}
        />
      )
    case 'job':
      return (
        <AnswerList
          label={title}
          options={JOBS.map((value) => ({ value, label: people.job[value] }))}
          chosen={respondent.job ?? null}
          onChoose={(job) => onAnswer({ kind: 'job', job })}
        />
      )
    case 'disability':
      return (
        <AnswerList
          label={title}
          options={yesNo()}
          chosen={respondent.disability ?? null}
          onChoose={(disability) => onAnswer({ kind: 'disability', disability })}
        />
      )
    case 'steered':
      return (
        <AnswerList
          label={title}
          options={yesNo()}
          chosen={form.steered ?? null}
          onChoose={(steered) => onAnswer({ kind: 'steered', steered })}
        />
      )
    default:
      return <AgeAnswer {...props} question={question} />
  }
}

function yesNo() {
  const { yes, no } = KIOSK_WORDS[language.value].form
  return [
    { value: true, label: yes },
    { value: false, label: no },
  ]
}

type TypedProps = QuestionAnswersProps & { question: Question }

/** What stands in the field, and what to do with it at every key. */
function useTyped(props: TypedProps): [string, (typed: string) => void] {
  const [typed, setTyped] = useState(() => typedOf({ ...props.form, at: props.at }))
  return [
    typed,
    (now) => {
      setTyped(now)
      const answer = answerTyped(props.question, now)
      if (answer) props.onAnswer(answer)
      else props.onEmptied()
    },
  ]
}

function AgeAnswer(props: TypedProps): JSX.Element {
  const words = INTERVIEW_WORDS[language.value]
  const [typed, type] = useTyped(props)
  const wrong = typed !== '' && !answerTyped(props.question, typed)
  return (
    <label class="age-answer">
      <span class="visually-hidden">{words.age}</span>
      <span class="age-answer-field">
        <input
          type="text"
          inputMode="numeric"
          autocomplete="off"
          maxLength={3}
          value={typed}
          aria-invalid={wrong}
          onInput={({ currentTarget }) => {
            const digits = currentTarget.value.replace(/\D/g, '')
            currentTarget.value = digits
            type(digits)
          }}
        />
        <span>{words.years}</span>
      </span>
      <span class="age-answer-note" role="status">
        {wrong && words.ageRange(AGE_YEARS.least, AGE_YEARS.most)}
      </span>
    </label>
  )
}

function TextAnswer(props: TypedProps): JSX.Element {
  const words = INTERVIEW_WORDS[language.value]
  const [typed, type] = useTyped(props)
  const most =
    props.question.kind === 'extra' ? EXTRA_TEXT_CHARACTERS : SUBMISSION_LIMITS.commentCharacters
  return (
    <label class="text-answer">
      <textarea
        aria-label={props.title}
        autocomplete="off"
        autocapitalize="sentences"
        maxLength={most}
        rows={4}
        value={typed}
        onInput={({ currentTarget }) => type(currentTarget.value)}
      />
      <span>{words.commentHint}</span>
    </label>
  )
}
