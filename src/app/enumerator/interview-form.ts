// The form of an interview without a screen: the questionnaire, what stayed without an answer and why, and its way into a draft and back.
import type { Instrument, PrintedOrder } from '../../core/instrument.ts'
import type { UnansweredReason } from '../../core/submission.ts'
import type { Interview } from '../../device/interviews.ts'
import {
  type Answer,
  answerQuestion,
  beginQuestionnaire,
  type Question,
  type Questionnaire,
  skipQuestion,
  submissionOf,
} from '../form/questionnaire.ts'

export interface InterviewForm {
  readonly questionnaire: Questionnaire
  /** By key, as a submission names its questions. */
  readonly unanswered: Readonly<Record<string, UnansweredReason>>
}

/** How a question stands: `open` = nobody has said anything to it yet. */
export type QuestionState = 'answered' | UnansweredReason | 'open'

/** What must be known besides the interview to ask its questions. */
export interface Asking {
  instrument: Instrument
  order: PrintedOrder
  /** Ids of the units above its unit. */
  above: readonly string[]
  freeByLaw: boolean
}

/** An interview as a form. @param at where it stood, as `placeText` gives it; anything else = at the first question */
export function formOf(interview: Interview, asking: Asking, at = ''): InterviewForm {
  const { id, startedAt, unit, service, channel, mode, app, steered, comment } = interview
  const empty = beginQuestionnaire({
    ...asking,
    id,
    startedAt,
    // Time is kept by the draft's stopwatch.
    startedMs: 0,
    unit,
    service,
    channel,
    mode,
    app,
  })
  const place = placeOf(at)
  const found = empty.questions.findIndex((question) => pathOf(question) === place.at)
  const form: InterviewForm = {
    questionnaire: {
      ...empty,
      at: place.at === SUMMARY ? empty.questions.length : Math.max(0, found),
      answers: interview.answers,
      extra: interview.extra ?? {},
      respondent: interview.respondent,
      ...(steered === undefined ? {} : { steered }),
      ...(comment === undefined ? {} : { comment }),
    },
    unanswered: interview.unanswered ?? {},
  }
  const declined = empty.questions.filter(
    (question) => place.declined.includes(pathOf(question)) && stateOf(form, question) === 'open',
  )
  const reasons = declined.map((question) => [reasonKeyOf(question), 'declined'] as const)
  return { ...form, unanswered: { ...form.unanswered, ...Object.fromEntries(reasons) } }
}

/** The interview with what the form holds now. */
export function interviewOf(form: InterviewForm, before: Interview): Interview {
  const { extra: _e, steered: _s, comment: _c, unanswered: _u, ...rest } = before
  const { finishedAt: _f, durationMs: _d, ...filled } = submissionOf(form.questionnaire, 0, 0)
  const some = Object.keys(form.unanswered).length > 0
  return {
    ...rest,
    ...filled,
    startedAt: before.startedAt,
    instrument: before.instrument,
    ...(some ? { unanswered: { ...form.unanswered } } : {}),
  }
}

/** Where a form stands, as a draft keeps it. @param open it is on the screen: a page that is loaded again shows it again */
export function placeText({ questionnaire }: InterviewForm, open: boolean): string {
  const question = questionnaire.questions[questionnaire.at]
  return JSON.stringify({ at: question ? pathOf(question) : SUMMARY, open })
}

/** Whether a draft was on the screen when it was kept last. */
export function wasOpen({ at }: { at: string }): boolean {
  return placeOf(at).open
}

/** As corrections name it: `answers.biaya`, `respondent.age`, `comment`. */
export function pathOf(question: Question): string {
  switch (question.kind) {
    case 'element':
      return `answers.${question.element.key}`
    case 'extra':
      return `extra.${question.extra.key}`
    case 'steered':
    case 'comment':
      return question.kind
    default:
      return `respondent.${question.kind}`
  }
}

export function goTo(form: InterviewForm, at: number): InterviewForm {
  const { questionnaire } = form
  const within = Math.min(Math.max(0, at), questionnaire.questions.length)
  return { ...form, questionnaire: { ...questionnaire, at: within } }
}

/** Keeps an answer to a question; the form then stands at it. */
export function answered(form: InterviewForm, at: number, answer: Answer): InterviewForm {
  const there = goTo(form, at)
  const questionnaire = { ...answerQuestion(there.questionnaire, answer), at }
  return { ...withoutReason(there, at), questionnaire }
}

/** Takes an answer back. @param reason why there is none; `null` = nobody has said */
export function unanswered(
  form: InterviewForm,
  at: number,
  reason: UnansweredReason | null,
): InterviewForm {
  const there = goTo(form, at)
  const question = there.questionnaire.questions[at]
  const without = withoutReason(there, at)
  const empty = { ...without, questionnaire: { ...skipQuestion(there.questionnaire), at } }
  if (!question || reason === null) return empty
  return { ...empty, unanswered: { ...empty.unanswered, [reasonKeyOf(question)]: reason } }
}

export function stateOf(form: InterviewForm, question: Question): QuestionState {
  if (hasAnswer(form.questionnaire, question)) return 'answered'
  return form.unanswered[reasonKeyOf(question)] ?? 'open'
}

/** Places of the questions to which nothing was said; a comment may stay empty. */
export function openQuestions(form: InterviewForm): number[] {
  return form.questionnaire.questions.flatMap((question, i) =>
    question.kind !== 'comment' && stateOf(form, question) === 'open' ? [i] : [],
  )
}

/** Nothing was answered at all: there is nothing to keep. */
export function isEmpty(form: InterviewForm): boolean {
  return form.questionnaire.questions.every((question) => stateOf(form, question) === 'open')
}

/** How many of the official questions are dealt with, and how many there are. */
export function elementsDone(
  interview: Pick<Interview, 'answers' | 'unanswered'>,
  instrument: Pick<Instrument, 'elements'>,
): { done: number; of: number } {
  const { answers, unanswered: reasons = {} } = interview
  const done = instrument.elements.filter(
    ({ key }) => answers[key] !== undefined || reasons[key] !== undefined,
  )
  return { done: done.length, of: instrument.elements.length }
}

/** Stands for a question's path when every question was passed. */
const SUMMARY = 'summary'

/** Only `placeText` writes it, `declined` only an older version: what was not answered besides the elements. What another version wrote is no reason to lose a draft. */
function placeOf(text: string): { at: string; declined: string[]; open: boolean } {
  try {
    const { at, declined, open }: Record<string, unknown> = JSON.parse(text)
    return {
      open: open === true,
      at: typeof at === 'string' ? at : '',
      declined: Array.isArray(declined) ? declined.filter((one) => typeof one === 'string') : [],
    }
  } catch {
    return { at: '', declined: [], open: false }
  }
}

/** As a submission names a question that has a reason instead of an answer. */
function reasonKeyOf(question: Question): string {
  return question.kind === 'element' ? question.element.key : pathOf(question)
}

function hasAnswer(form: Questionnaire, question: Question): boolean {
  switch (question.kind) {
    case 'element':
      return form.answers[question.element.key] !== undefined
    case 'extra':
      return form.extra[question.extra.key] !== undefined
    case 'steered':
    case 'comment':
      return form[question.kind] !== undefined
    default:
      return form.respondent[question.kind] !== undefined
  }
}

function withoutReason(form: InterviewForm, at: number): InterviewForm {
  const question = form.questionnaire.questions[at]
  if (!question) return form
  const { [reasonKeyOf(question)]: _, ...others } = form.unanswered
  return { ...form, unanswered: others }
}
