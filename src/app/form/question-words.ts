// The words of a question: its title, and the line above it that says how far one is.
import { type ElementWords, extraWords, type ServiceElement } from '../../core/instrument.ts'
import type { KioskWords } from '../../i18n/kiosk.ts'
import type { Language } from '../../i18n/language.ts'
import {
  type Place,
  placeOf,
  type Question,
  type Questionnaire,
  questionNow,
} from './questionnaire.ts'
import { sentenceCase } from './standard-text.ts'

/** An element's words in a language: the instrument's own, never the app's. */
export function wordsOf(element: ServiceElement, language: Language): ElementWords {
  return language === 'en' ? element.en : element
}

export function titleOf(question: Question, words: KioskWords, language: Language): string {
  if (question.kind === 'element') return wordsOf(question.element, language).question
  if (question.kind === 'extra') return extraWords(question.extra, language).question
  return words.form[question.kind]
}

/** `3 dari 9 · Waktu penyelesaian` */
export function eyebrowOf(form: Questionnaire, words: KioskWords, language: Language): string {
  const place = placeOf(form)
  const question = questionNow(form)
  const progress = words.form.progress(place.number, place.of)
  if (question?.kind === 'element')
    return `${progress} · ${sentenceCase(wordsOf(question.element, language).name)}`
  return `${partName(place, words)}, ${progress} · ${words.form.optional}`
}

function partName({ part }: Place, { form }: KioskWords): string {
  if (part === 'extra') return form.extra
  return part === 'about' ? form.aboutYou : form.closing
}

/** All that is read aloud of a question: the question, then its answers. */
export function spokenOf(question: Question, words: KioskWords, language: Language): string {
  const title = titleOf(question, words, language)
  return [title, ...labelsOf(question, language)].join('. ')
}

function labelsOf(question: Question, language: Language): readonly string[] {
  if (question.kind === 'element') return wordsOf(question.element, language).answers
  return question.kind === 'extra' ? (extraWords(question.extra, language).answers ?? []) : []
}
