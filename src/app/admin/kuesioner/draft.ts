// The questionnaire while it is being prepared: what stands in the fields, and the instrument that it makes.
import type {
  AnswerLabels,
  ElementWords,
  ExtraQuestion,
  Instrument,
  PrintedOrder,
} from '../../../core/instrument.ts'
import { isSame, numberOf, readWeight, sumOf, WHOLE, writeWeight } from './weights.ts'

export type FourTexts = [string, string, string, string]

/** The words of one language, as typed. */
export interface WordsForm {
  name: string
  question: string
  answers: FourTexts
}

export interface DraftForm {
  printedOrder: PrintedOrder
  extras: ExtraQuestion[]
  /** As typed, one for each element; `null` = equal ones. */
  weights: string[] | null
  /** Words of the question on cost where a law makes the service free; `null` = the usual one. */
  freeCost: { id: WordsForm; en: WordsForm } | null
}

/** A text of a question or an answer has at most so many characters. */
export const MOST_CHARACTERS = 300

/** Offered when the question on cost is replaced: it asks what a resident can know, whether something had to be paid. */
export const FREE_COST_OFFER: { id: WordsForm; en: WordsForm } = {
  id: {
    name: 'Biaya/Tarif',
    question: 'Layanan ini gratis menurut undang-undang. Apakah Saudara diminta membayar?',
    answers: [
      'Diminta membayar banyak',
      'Diminta membayar sedikit',
      'Diminta seikhlasnya',
      'Tidak diminta apa pun',
    ],
  },
  en: {
    name: 'Cost/Fee',
    question: 'By law this service is free. Were you asked to pay?',
    answers: ['Asked to pay much', 'Asked to pay a little', 'Asked for a tip', 'Asked for nothing'],
  },
}

/** @param order what the regency prints where the instrument does not say */
export function formOf(
  instrument: Instrument,
  { order, decimalSign }: { order: PrintedOrder; decimalSign: string },
): DraftForm {
  const { freeCost } = instrument
  return {
    printedOrder: instrument.printedOrder ?? order,
    extras: [...(instrument.extras ?? [])],
    weights: instrument.weights?.map((weight) => writeWeight(weight, decimalSign)) ?? null,
    freeCost: freeCost ? { id: wordsForm(freeCost), en: wordsForm(freeCost.en) } : null,
  }
}

/** The instrument that the fields make; `null` while something in them is missing or does not fit. */
export function instrumentOf(form: DraftForm, base: Instrument): Instrument | null {
  const weights = weightsOf(form)
  if (weights === 'wrong' || (form.freeCost && !wordsComplete(form.freeCost))) return null
  const { weights: _, extras: __, freeCost: ___, ...rest } = base
  return {
    ...rest,
    printedOrder: form.printedOrder,
    ...(weights ? { weights } : {}),
    ...(form.extras.length > 0 ? { extras: form.extras } : {}),
    ...(form.freeCost ? { freeCost: { ...form.freeCost.id, en: form.freeCost.en } } : {}),
  }
}

/** What is wrong with a text. */
export function textFault(text: string): 'missing' | 'long' | null {
  if (text.trim() === '') return 'missing'
  return text.length > MOST_CHARACTERS ? 'long' : null
}

/** A key for a new question, from its words and four random letters: never one that was used before. */
export function extraKey(question: string, random: string): string {
  const words = question
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 24)
    .replace(/-+$/, '')
  return `x-${words || 'tanya'}-${random}`
}

/** A list with one of it at another place. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = [...list]
  const [one] = rest.splice(from, 1)
  if (one !== undefined) rest.splice(to, 0, one)
  return rest
}

/** `null` = equal ones, which an instrument leaves out. */
function weightsOf(form: DraftForm): number[] | null | 'wrong' {
  if (!form.weights) return null
  const read = form.weights.map(readWeight)
  const sum = sumOf(read)
  if (!sum || !isSame(sum, WHOLE)) return 'wrong'
  const known = read.flatMap((weight) => (weight ? [weight] : []))
  const [first] = known
  if (first && known.every((weight) => isSame(weight, first))) return null
  return known.map(numberOf)
}

function wordsComplete({ id, en }: { id: WordsForm; en: WordsForm }): boolean {
  return [id, en].every(({ name, question, answers }) =>
    [name, question, ...answers].every((text) => textFault(text) === null),
  )
}

function wordsForm({ name, question, answers }: ElementWords): WordsForm {
  return { name, question, answers: fourTexts(answers) }
}

export function fourTexts([one, two, three, four]: AnswerLabels): FourTexts {
  return [one, two, three, four]
}
