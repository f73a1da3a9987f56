// Everything that was answered, and first what was not; each line leads back to its question.
import type { ComponentChildren, JSX } from 'preact'
import { extraWords } from '../../core/instrument.ts'
import { INTERVIEW_WORDS } from '../../i18n/enumerator-interview.ts'
import { KIOSK_WORDS } from '../../i18n/kiosk.ts'
import { RESPONDENT_WORDS } from '../../i18n/respondent.ts'
import { wordsOf } from '../form/question-words.ts'
import type { Question, Questionnaire } from '../form/questionnaire.ts'
import { language } from '../state.ts'
import { type InterviewForm, openQuestions, pathOf, stateOf } from './interview-form.ts'
import { askedTitle } from './question-card.tsx'
import './summary.css'

export interface SummaryProps {
  form: InterviewForm
  /** To a question; absent = it can only be seen. */
  onGo?: (at: number) => void
  children?: ComponentChildren
}

export function Summary({ form, onGo, children }: SummaryProps): JSX.Element {
  const words = INTERVIEW_WORDS[language.value]
  const open = openQuestions(form)
  const { questions } = form.questionnaire
  const row = (i: number) => {
    const question = questions[i]
    if (!question) return null
    const title = askedTitle(question, language.value)
    const state = stateOf(form, question)
    const said = state === 'answered' ? answerText(form.questionnaire, question) : null
    const line = (
      <>
        <span>{title}</span>
        <strong class={said === null ? 'summary-none' : undefined}>
          {said ??
            (state === 'unknown' || state === 'declined'
              ? words.unanswered[state]
              : words.summary.notAnswered)}
        </strong>
      </>
    )
    return (
      <li key={pathOf(question)}>
        {onGo ? (
          <button type="button" onClick={() => onGo(i)}>
            {line}
          </button>
        ) : (
          <div>{line}</div>
        )}
      </li>
    )
  }
  const others = questions.flatMap((_, i) => (onGo && open.includes(i) ? [] : [i]))
  return (
    <>
      {onGo && open.length === 0 && <p class="summary-complete">{words.summary.complete}</p>}
      {onGo && open.length > 0 && (
        <section class="summary-open">
          <h2>
            {words.summary.open} ({open.length})
          </h2>
          <p>{words.summary.openText}</p>
          <ul class="summary-list">{open.map(row)}</ul>
        </section>
      )}
      {children}
      <ul class="summary-list">{others.map(row)}</ul>
    </>
  )
}

function answerText(form: Questionnaire, question: Question): string {
  const people = RESPONDENT_WORDS[language.value]
  const { form: words } = KIOSK_WORDS[language.value]
  const yesNo = (value: boolean) => (value ? words.yes : words.no)
  const { respondent } = form
  switch (question.kind) {
    case 'element': {
      const score = form.answers[question.element.key]
      return (score && wordsOf(question.element, language.value).answers[score - 1]) || ''
    }
    case 'extra': {
      const given = form.extra[question.extra.key]
      if (typeof given === 'boolean') return yesNo(given)
      if (typeof given !== 'number') return given ?? ''
      return extraWords(question.extra, language.value).answers?.[given - 1] ?? ''
    }
    case 'sex':
      return respondent.sex ? people.sex[respondent.sex] : ''
    case 'age':
      return `${respondent.age} ${words.years}`
    case 'education':
      return respondent.education ? people.education[respondent.education] : ''
    case 'job':
      return respondent.job ? people.job[respondent.job] : ''
    case 'disability':
      return yesNo(respondent.disability === true)
    case 'steered':
      return yesNo(form.steered === true)
    case 'comment':
      return form.comment ?? ''
  }
}
