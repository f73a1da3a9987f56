// What is said where an interview goes beyond a quota: beside the question that shows it, and in the summary.
import type { Respondent } from '../../core/respondent.ts'
import { AGE_BAND_WORDS } from '../../i18n/age-bands.ts'
import { INTERVIEW_WORDS } from '../../i18n/enumerator-interview.ts'
import { formatNumber, type Language } from '../../i18n/language.ts'
import { RESPONDENT_WORDS } from '../../i18n/respondent.ts'
import { language } from '../state.ts'
import { fullFor, type QuotaRow } from './tasks.ts'

/** @returns the sentences beside a kind of question; `all` = every one */
export function quotaWarnings(
  rows: readonly QuotaRow[],
  respondent: Respondent,
): (kind: string | null) => string[] {
  const full = fullFor(rows, respondent)
  const words = INTERVIEW_WORDS[language.value]
  const number = (n: number) => formatNumber(n, language.value)
  return (kind) =>
    full
      .filter((row) => kind === 'all' || row.kind === kind)
      .map((row) => words.quotaFull(groupName(row, language.value), number(row.n), number(row.of)))
}

export function groupName(row: QuotaRow, of: Language): string {
  return row.kind === 'sex' ? RESPONDENT_WORDS[of].sex[row.key] : AGE_BAND_WORDS[of][row.key]
}
