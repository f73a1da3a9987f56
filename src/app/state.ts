// What the whole app shares: the language on the screen and how large its text is.
import { signal } from '@preact/signals'
import type { Language } from '../i18n/language.ts'

/** Indonesian first; a kiosk returns to it after each visit. */
export const language = signal<Language>('id')

export function setLanguage(chosen: Language): void {
  language.value = chosen
}

/** Asked for on a kiosk by a person who reads better so; ends with the visit. */
export const largeText = signal(false)
