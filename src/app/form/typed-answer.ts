// What a person types, between the keys and the answer: an age, a comment, a text that the survey asks for.
import { AGE_YEARS } from '../../core/respondent.ts'
import { type Answer, type Question, type Questionnaire, questionNow } from './questionnaire.ts'

/** What was typed, as an answer; `null` when it is none (yet). */
export function answerTyped(question: Question, typed: string): Answer | null {
  if (takesText(question)) {
    if (typed.trim() === '') return null
    return question.kind === 'extra'
      ? { kind: 'extra', key: question.extra.key, value: typed }
      : { kind: 'comment', comment: typed }
  }
  const age = Number(typed)
  if (question.kind !== 'age' || typed === '' || age < AGE_YEARS.least || age > AGE_YEARS.most)
    return null
  return { kind: 'age', age }
}

/** What was typed at the question on the screen when it was answered before. */
export function typedOf(form: Questionnaire): string {
  const question = questionNow(form)
  if (question?.kind === 'comment') return form.comment ?? ''
  if (question?.kind === 'age') return String(form.respondent.age ?? '')
  return question?.kind === 'extra' ? String(form.extra[question.extra.key] ?? '') : ''
}

/** Answered in a person's own words: left empty, it is skipped. */
export function takesText(question: Question): boolean {
  return (
    question.kind === 'comment' || (question.kind === 'extra' && question.extra.kind === 'text')
  )
}
