// The questionnaire without a screen: which question comes when, what was answered, and the submission it makes.
import {
  type ElementKey,
  elementsInOrder,
  type Instrument,
  instrumentName,
  type PrintedOrder,
  type ServiceElement,
} from '../../core/instrument.ts'
import type { Education, Job, Respondent, Sex } from '../../core/respondent.ts'
import {
  type Channel,
  cleanText,
  type Mode,
  type Score,
  SUBMISSION_LIMITS,
  type Submission,
} from '../../core/submission.ts'

/** What is known when the first question appears. */
export interface Begin {
  /** UUIDv7, made at the first tap. */
  id: string
  /** Device clock, ms since epoch. */
  startedAt: number
  /** Monotonic clock, ms from any zero: only the difference counts. */
  startedMs: number
  instrument: Instrument
  order: PrintedOrder
  unit: string
  service: string
  channel: Channel
  mode: Mode
  /** Version of the app. */
  app: string
}

const ABOUT_QUESTIONS = ['sex', 'age', 'education', 'job', 'disability'] as const
const CLOSING_QUESTIONS = ['steered', 'comment'] as const

export type Question =
  | { kind: 'element'; element: ServiceElement }
  | { kind: (typeof ABOUT_QUESTIONS)[number] | (typeof CLOSING_QUESTIONS)[number] }

export type Answer =
  | { kind: 'element'; key: ElementKey; score: Score }
  | { kind: 'sex'; sex: Sex }
  | { kind: 'age'; age: number }
  | { kind: 'education'; education: Education }
  | { kind: 'job'; job: Job }
  | { kind: 'disability'; disability: boolean }
  | { kind: 'steered'; steered: boolean }
  | { kind: 'comment'; comment: string }

export interface Questionnaire {
  readonly begin: Begin
  readonly questions: readonly Question[]
  /** Which question is on the screen; `questions.length` when every one was passed. */
  readonly at: number
  readonly answers: Readonly<Record<ElementKey, Score>>
  readonly respondent: Readonly<Respondent>
  readonly steered?: boolean
  readonly comment?: string
}

/** Where a question stands in its part: `3 of 9`. */
export interface Place {
  part: 'element' | 'about' | 'closing'
  number: number
  of: number
}

/** An empty questionnaire at its first question. */
export function beginQuestionnaire(begin: Begin): Questionnaire {
  const questions: Question[] = [
    ...elementsInOrder(begin.instrument, begin.order).map(
      (element) => ({ kind: 'element', element }) as const,
    ),
    ...ABOUT_QUESTIONS.map((kind) => ({ kind })),
    ...CLOSING_QUESTIONS.map((kind) => ({ kind })),
  ]
  return { begin, questions, at: 0, answers: {}, respondent: {} }
}

/** The question on the screen, or `null` when every one was passed. */
export function questionNow(form: Questionnaire): Question | null {
  return form.questions[form.at] ?? null
}

/** Keeps an answer to the question on the screen (or replaces it) and moves on. */
export function answerQuestion(form: Questionnaire, answer: Answer): Questionnaire {
  return { ...withAnswer(withoutAnswer(form), answer), at: form.at + 1 }
}

/** Moves on without an answer; one given before is taken back. */
export function skipQuestion(form: Questionnaire): Questionnaire {
  return { ...withoutAnswer(form), at: form.at + 1 }
}

/** The question before, with what was answered there; at the first question nothing changes. */
export function questionBefore(form: Questionnaire): Questionnaire {
  return { ...form, at: Math.max(0, form.at - 1) }
}

export function placeOf(form: Questionnaire): Place {
  const elements = form.begin.instrument.elements.length
  const about = ABOUT_QUESTIONS.length
  if (form.at < elements) return { part: 'element', number: form.at + 1, of: elements }
  if (form.at < elements + about)
    return { part: 'about', number: form.at - elements + 1, of: about }
  const closing = CLOSING_QUESTIONS.length
  return {
    part: 'closing',
    number: Math.min(form.at - elements - about + 1, closing),
    of: closing,
  }
}

/**
 * The submission, all but its number in the device's sequence.
 * @param finishedAt device clock, ms since epoch @param finishedMs the same monotonic clock as `begin.startedMs`
 */
export function submissionOf(
  form: Questionnaire,
  finishedAt: number,
  finishedMs: number,
): Omit<Submission, 'sequence'> {
  const { id, startedAt, startedMs, instrument, unit, service, channel, mode, app } = form.begin
  return {
    id,
    instrument: instrumentName(instrument),
    unit,
    service,
    channel,
    mode,
    answers: { ...form.answers },
    respondent: { ...form.respondent },
    ...(form.steered === undefined ? {} : { steered: form.steered }),
    ...(form.comment === undefined ? {} : { comment: form.comment }),
    startedAt: Math.round(startedAt),
    finishedAt: Math.round(finishedAt),
    durationMs: Math.max(0, Math.round(finishedMs - startedMs)),
    app,
  }
}

function withAnswer(form: Questionnaire, answer: Answer): Questionnaire {
  switch (answer.kind) {
    case 'element':
      return { ...form, answers: { ...form.answers, [answer.key]: answer.score } }
    case 'steered':
      return { ...form, steered: answer.steered }
    case 'comment': {
      const comment = cleanText(answer.comment).trim().slice(0, SUBMISSION_LIMITS.commentCharacters)
      // Cut in the middle of a pair, half of it would be left.
      return comment === '' ? form : { ...form, comment: cleanText(comment) }
    }
    default: {
      const { kind: _, ...said } = answer
      return { ...form, respondent: { ...form.respondent, ...said } }
    }
  }
}

function withoutAnswer(form: Questionnaire): Questionnaire {
  const question = questionNow(form)
  if (!question) return form
  switch (question.kind) {
    case 'element': {
      const { [question.element.key]: _, ...answers } = form.answers
      return { ...form, answers }
    }
    case 'steered': {
      const { steered: _, ...rest } = form
      return rest
    }
    case 'comment': {
      const { comment: _, ...rest } = form
      return rest
    }
    default: {
      const respondent: Respondent = { ...form.respondent }
      delete respondent[question.kind]
      return { ...form, respondent }
    }
  }
}
