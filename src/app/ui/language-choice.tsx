// Which language the screen speaks; may be changed at any time without losing anything.
import type { JSX } from 'preact'
import { LANGUAGES, type Language } from '../../i18n/language.ts'
import './language-choice.css'

const NAMES: Record<Language, { long: string; short: string; choose: string }> = {
  id: { long: 'Indonesia', short: 'ID', choose: 'Bahasa' },
  en: { long: 'English', short: 'EN', choose: 'Language' },
}

export interface LanguageChoiceProps {
  language: Language
  onChange: (language: Language) => void
}

export function LanguageChoice({ language, onChange }: LanguageChoiceProps): JSX.Element {
  return (
    <fieldset class="language-choice" aria-label={NAMES[language].choose}>
      {LANGUAGES.map((code) => (
        <button
          type="button"
          key={code}
          lang={code}
          aria-pressed={language === code}
          onClick={() => onChange(code)}
        >
          <span class="language-long">{NAMES[code].long}</span>
          <span class="language-short">{NAMES[code].short}</span>
        </button>
      ))}
    </fieldset>
  )
}
