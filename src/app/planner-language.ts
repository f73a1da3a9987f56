// The language that a planner chose, kept in this browser from one visit to the next. A kiosk does not use it.
import { LANGUAGES, type Language } from '../i18n/language.ts'
import { language } from './state.ts'

const KEY = 'suara-warga:planner-language'

/** Takes the language chosen before; Indonesian when none was. */
export function restoreLanguage(): void {
  const kept = LANGUAGES.find((known) => known === read())
  if (kept) chooseLanguage(kept)
}

/** Changes the language of the screen. */
export function chooseLanguage(chosen: Language): void {
  language.value = chosen
  try {
    localStorage.setItem(KEY, chosen)
  } catch {
    // Private mode or a full disk: the choice then lasts until the page is left, which harms nothing.
    return
  }
}

function read(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    // Storage is blocked in this browser: the default language is right.
    return null
  }
}
