// What a device noted of itself, as words to read and as a file for who looks into it: codes and times, never an answer.
import type { LogEntry } from '../core/log.ts'
import type { Language } from '../i18n/language.ts'
import { LOG_WORDS, logDetail } from '../i18n/log.ts'
import { saveFile } from './save-file.ts'

/** What happened, as a sentence. */
export function logText({ code }: LogEntry, language: Language): string {
  // A newer app may note what this page has no words for.
  return LOG_WORDS[language][code] ?? code
}

/** What happened and its detail, as one line. */
export function logLine(entry: LogEntry, language: Language): string {
  const said = logText(entry, language)
  const detail = logDetail(entry, language)
  return detail === null ? said : `${said} (${detail})`
}

/** A line for each entry, the first one first: codes and not words. @param device its id, which names the file */
export function saveLog(device: string, log: readonly LogEntry[]): void {
  const lines = log.map(
    ({ at, code, detail = '' }) => `${new Date(at).toISOString()}\t${code}\t${detail}\r\n`,
  )
  saveFile(`catatan-${device}.txt`, lines.join(''), 'text/plain')
}
