// What this browser remembers of an enumerator's choices: language, form style, assignment, earlier questionnaires. Losing it harms nothing.
import { type Instrument, instrumentName, parseInstrument } from '../../core/instrument.ts'
import { LANGUAGES, type Language } from '../../i18n/language.ts'
import { language } from '../state.ts'

/** All questions on one scroll, or one a screen. */
export type FormStyle = 'one' | 'scroll'

const KEYS = {
  language: 'suara-warga:enumerator-language',
  style: 'suara-warga:enumerator-style',
  task: 'suara-warga:enumerator-task',
  instruments: 'suara-warga:enumerator-instruments',
} as const

/** A draft lives weeks at most; no regency publishes more versions meanwhile. */
const MOST_INSTRUMENTS = 4

export function restoreLanguage(): void {
  const kept = LANGUAGES.find((known) => known === read(KEYS.language))
  if (kept) language.value = kept
}

export function chooseLanguage(chosen: Language): void {
  language.value = chosen
  write(KEYS.language, chosen)
}

export function formStyle(): FormStyle {
  return read(KEYS.style) === 'scroll' ? 'scroll' : 'one'
}

export function rememberStyle(style: FormStyle): void {
  write(KEYS.style, style)
}

/** Id of the assignment that was chosen last. */
export function chosenTask(): string | null {
  return read(KEYS.task)
}

export function rememberTask(assignment: string): void {
  write(KEYS.task, assignment)
}

/** Questionnaires of earlier setups: a draft goes on with the one it was begun with. */
export function keptInstruments(): Instrument[] {
  const parsed = parsedList(read(KEYS.instruments)).map(parseInstrument)
  return parsed.flatMap((one) => (one.ok ? [one.value] : []))
}

export function keepInstruments(now: readonly Instrument[]): void {
  const names = now.map(instrumentName)
  const others = keptInstruments().filter((one) => !names.includes(instrumentName(one)))
  write(KEYS.instruments, JSON.stringify([...now, ...others].slice(0, MOST_INSTRUMENTS)))
}

function parsedList(text: string | null): unknown[] {
  try {
    const list: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(list) ? list : []
  } catch {
    // Not ours: as if nothing was kept.
    return []
  }
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    // Storage is blocked in this browser: the defaults are right.
    return null
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // A full disk: the choice then lasts until the page is left, which harms nothing.
    return
  }
}
