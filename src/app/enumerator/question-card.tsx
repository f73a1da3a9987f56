// One question of an interview: the official words, the promise beside it, its answers, and why there may be none.
import type { ComponentChildren, JSX } from 'preact'
import type { UnansweredReason } from '../../core/submission.ts'
import type { Service } from '../../core/wire.ts'
import { INTERVIEW_WORDS, type InterviewWords } from '../../i18n/enumerator-interview.ts'
import { KIOSK_WORDS } from '../../i18n/kiosk.ts'
import type { Language } from '../../i18n/language.ts'
import { titleOf } from '../form/question-words.ts'
import type { Answer, Question } from '../form/questionnaire.ts'
import { standardText } from '../form/standard-text.ts'
import { language } from '../state.ts'
import { type InterviewForm, stateOf } from './interview-form.ts'
import { QuestionAnswers } from './question-answers.tsx'
import './question-card.css'

export interface QuestionCardProps {
  form: InterviewForm
  at: number
  /** What is promised beside the question. */
  service: Service
  /** Above the question. */
  eyebrow?: string
  /** The question's own heading, so that the screen can put the focus there. */
  heading: (title: string) => ComponentChildren
  /** Below it, as a warning of a full quota. */
  warnings: readonly string[]
  onAnswer: (answer: Answer) => void
  onNone: (reason: UnansweredReason | null) => void
}

/** The question as an interviewer asks it: two of them in other words than a kiosk. */
export function askedTitle(question: Question, of: Language): string {
  const words = INTERVIEW_WORDS[of]
  if (question.kind === 'steered' || question.kind === 'comment') return words[question.kind]
  return titleOf(question, KIOSK_WORDS[of], of)
}

export function QuestionCard(props: QuestionCardProps): JSX.Element | null {
  const { form, at } = props
  const words = INTERVIEW_WORDS[language.value]
  const question = form.questionnaire.questions[at]
  if (!question) return null
  const title = askedTitle(question, language.value)
  const promise = promiseOf(question, props.service)
  const hint = hintOf(question, words)
  const state = stateOf(form, question)
  return (
    <div class="question-card">
      <div class="question-card-asked">
        {props.eyebrow && <p class="question-card-eyebrow">{props.eyebrow}</p>}
        {props.heading(title)}
        {promise && (
          <p class="question-card-promise">
            <span>{KIOSK_WORDS[language.value].standard.title}</span> <strong>{promise}</strong>
          </p>
        )}
        {hint && <p class="question-card-hint">{hint}</p>}
      </div>
      <QuestionAnswers
        form={form.questionnaire}
        at={at}
        title={title}
        onAnswer={props.onAnswer}
        onEmptied={() => props.onNone(null)}
      />
      {reasonsOf(question).length > 0 && (
        <div class="question-card-none">
          {reasonsOf(question).map((reason) => (
            <button
              type="button"
              key={reason}
              aria-pressed={state === reason}
              onClick={() => props.onNone(reason)}
            >
              {words.unanswered[reason]}
            </button>
          ))}
        </div>
      )}
      <div role="status">
        {props.warnings.map((warning) => (
          <p key={warning} class="question-card-warning">
            {warning}
          </p>
        ))}
      </div>
    </div>
  )
}

/** Not to know one's own sex is no answer; a comment may just stay empty. */
function reasonsOf(question: Question): readonly UnansweredReason[] {
  if (question.kind === 'element') return ['unknown', 'declined']
  return question.kind === 'comment' ? [] : ['declined']
}

function hintOf(question: Question, words: InterviewWords): string | null {
  if (question.kind === 'steered') return words.steeredHint
  const labels = question.kind === 'extra' ? question.extra.kind === 'choice' : false
  return question.kind === 'element' || labels ? words.readOut : null
}

function promiseOf(question: Question, service: Service): string | null {
  const component = question.kind === 'element' ? question.element.standard : null
  if (!component) return null
  const words = KIOSK_WORDS[language.value]
  return standardText(service, component, { words, language: language.value, spelled: true })
}
