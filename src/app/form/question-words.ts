// The words of a question: its title, and the line above it that says how far one is.
import type { ElementWords, ServiceElement } from '../../core/instrument.ts'
import type { KioskWords } from '../../i18n/kiosk.ts'
import type { Language } from '../../i18n/language.ts'
import { placeOf, type Question, type Questionnaire, questionNow } from './questionnaire.ts'
import { sentenceCase } from './standard-text.ts'

/** An element's words in a language: the instrument's own, never the app's. */
export function wordsOf(element: ServiceElement, language: Language): ElementWords {
  return language === 'en' ? element.en : element
}

export function titleOf(question: Question, words: KioskWords, language: Language): string {
  return question.kind === 'element'
    ? wordsOf(question.element, language).question
    : words.form[question.kind]
}

/** `3 dari 9 · Waktu penyelesaian` */
export function eyebrowOf(form: Questionnaire, words: KioskWords, language: Language): string {
  const place = placeOf(form)
  const question = questionNow(form)
  const progress = words.form.progress(place.number, place.of)
  if (question?.kind === 'element')
    return `${progress} · ${sentenceCase(wordsOf(question.element, language).name)}`
  const part = place.part === 'about' ? words.form.aboutYou : words.form.closing
  return `${part}, ${progress} · ${words.form.optional}`
}

/** All that is read aloud of a question: the question, then its answers. */
export function spokenOf(question: Question, words: KioskWords, language: Language): string {
  const title = titleOf(question, words, language)
  if (question.kind !== 'element') return title
  return [title, ...wordsOf(question.element, language).answers].join('. ')
}
