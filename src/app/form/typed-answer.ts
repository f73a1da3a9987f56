// What a person types, between the keys and the answer: an age, a comment.
import { AGE_YEARS } from '../../core/respondent.ts'
import { type Answer, type Questionnaire, questionNow } from './questionnaire.ts'

/** What was typed, as an answer; `null` when it is none (yet). */
export function answerTyped(kind: string, typed: string): Answer | null {
  if (kind === 'comment') return typed.trim() === '' ? null : { kind: 'comment', comment: typed }
  const age = Number(typed)
  if (kind !== 'age' || typed === '' || age < AGE_YEARS.least || age > AGE_YEARS.most) return null
  return { kind: 'age', age }
}

/** What was typed at the question on the screen when it was answered before. */
export function typedOf(form: Questionnaire): string {
  const kind = questionNow(form)?.kind
  if (kind === 'comment') return form.comment ?? ''
  if (kind === 'age') return String(form.respondent.age ?? '')
  return ''
}
