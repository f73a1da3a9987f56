// The questionnaire without a screen: which question comes when, what was answered, and the submission it makes.
import {
  type ElementKey,
  EXTRA_TEXT_CHARACTERS,
  type ExtraQuestion,
  elementsInOrder,
  extrasFor,
  type Instrument,
  instrumentName,
  type PrintedOrder,
  type ServiceElement,
  wordsAsked,
} from '../../core/instrument.ts'
import type { Education, Job, Respondent, Sex } from '../../core/respondent.ts'
import {
  type Channel,
  cleanText,
  type ExtraAnswer,
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
  /** How the regency prints it, where the instrument does not say. */
  order: PrintedOrder
  unit: string
  /** Ids of the units above it, whose extra questions are asked too. */
  above: readonly string[]
  service: string
  /** A law makes the service free: the cost is asked in other words. */
  freeByLaw: boolean
  channel: Channel
  mode: Mode
  /** Version of the app. */
  app: string
}

const ABOUT_QUESTIONS = ['sex', 'age', 'education', 'job', 'disability'] as const
const CLOSING_QUESTIONS = ['steered', 'comment'] as const

export type Question =
  /** With the words that are asked here. */
  | { kind: 'element'; element: ServiceElement }
  | { kind: 'extra'; extra: ExtraQuestion }
  | { kind: (typeof ABOUT_QUESTIONS)[number] | (typeof CLOSING_QUESTIONS)[number] }

export type Answer =
  | { kind: 'element'; key: ElementKey; score: Score }
  | { kind: 'extra'; key: string; value: ExtraAnswer }
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
  readonly extra: Readonly<Record<string, ExtraAnswer>>
  readonly respondent: Readonly<Respondent>
  readonly steered?: boolean
  readonly comment?: string
}

/** Where a question stands in its part: `3 of 9`. */
export interface Place {
  part: 'element' | 'extra' | 'about' | 'closing'
  number: number
  of: number
}

/** An empty questionnaire at its first question. */
export function beginQuestionnaire(begin: Begin): Questionnaire {
  const { instrument, freeByLaw } = begin
  const units = [begin.unit, ...begin.above]
  const questions: Question[] = [
    ...elementsInOrder(instrument, instrument.printedOrder ?? begin.order).map((element) => {
      const asked = wordsAsked(instrument, element, freeByLaw)
      return { kind: 'element', element: { ...element, ...asked } } as const
    }),
    ...extrasFor(instrument, units, begin.service).map(
      (extra) => ({ kind: 'extra', extra }) as const,
    ),
    ...ABOUT_QUESTIONS.map((kind) => ({ kind })),
    ...CLOSING_QUESTIONS.map((kind) => ({ kind })),
  ]
  return { begin, questions, at: 0, answers: {}, extra: {}, respondent: {} }
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
  const at = Math.min(form.at, form.questions.length - 1)
  const parts = form.questions.map(partOf)
  const part = parts[at] ?? 'closing'
  return {
    part,
    number: at - parts.indexOf(part) + 1,
    of: parts.filter((one) => one === part).length,
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
    ...(Object.keys(form.extra).length === 0 ? {} : { extra: { ...form.extra } }),
    respondent: { ...form.respondent },
    ...(form.steered === undefined ? {} : { steered: form.steered }),
    ...(form.comment === undefined ? {} : { comment: form.comment }),
    startedAt: Math.round(startedAt),
    finishedAt: Math.round(finishedAt),
    durationMs: Math.max(0, Math.round(finishedMs - startedMs)),
    app,
  }
}

function partOf({ kind }: Question): Place['part'] {
  if (kind === 'element' || kind === 'extra') return kind
  return kind === 'steered' || kind === 'comment' ? 'closing' : 'about'
}

/** Cut in the middle of a pair, half of it would be left: cleaned again. */
function keptText(typed: string, mostCharacters: number): string {
  return cleanText(cleanText(typed).trim().slice(0, mostCharacters))
}

function withAnswer(form: Questionnaire, answer: Answer): Questionnaire {
  switch (answer.kind) {
    case 'element':
      return { ...form, answers: { ...form.answers, [answer.key]: answer.score } }
    case 'extra': {
      const { key } = answer
      const value =
        typeof answer.value === 'string'
          ? keptText(answer.value, EXTRA_TEXT_CHARACTERS)
          : answer.value
      return value === '' ? form : { ...form, extra: { ...form.extra, [key]: value } }
    }
    case 'steered':
      return { ...form, steered: answer.steered }
    case 'comment': {
      const comment = keptText(answer.comment, SUBMISSION_LIMITS.commentCharacters)
      return comment === '' ? form : { ...form, comment }
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
    case 'extra': {
      const { [question.extra.key]: _, ...extra } = form.extra
      return { ...form, extra }
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
