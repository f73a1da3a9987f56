// What a call that did not work says to the person: as a whole, and at the field that it is about.
import type { Problem } from '../core/problem.ts'
import type { Reply } from '../device/api.ts'
import { adminProblemText } from '../i18n/admin-problems.ts'
import { FRAME_WORDS } from '../i18n/frame.ts'
import type { Language } from '../i18n/language.ts'

export type FailedReply = Extract<Reply<unknown>, { ok: false }>

/** One sentence, or one for each different problem. */
export function failureText(reply: FailedReply, language: Language): string {
  const { failure } = FRAME_WORDS[language]
  switch (reply.failure) {
    case 'network':
      return failure.offline
    case 'time-out':
      return failure.slow
    case 'foreign':
      return reply.status >= 500 ? failure.failed : failure.offline
    case 'refused':
      return problemsText(reply.problems, language)
  }
}

/** Each different sentence once. */
export function problemsText(problems: readonly Problem[], language: Language): string {
  return [...new Set(problems.map((problem) => adminProblemText(problem, language)))].join(' ')
}

/** What is wrong with one field; `null` = nothing. @param path as the server names it, as in `standard.biaya` */
export function fieldText(
  problems: readonly Problem[],
  path: string,
  language: Language,
): string | null {
  const problem = problems.find((one) => one.path === path)
  if (!problem) return null
  const { field } = FRAME_WORDS[language]
  const { code, detail } = problem
  if (code === 'field.missing') return field.missing
  if (code === 'field.length' && detail) return field.length(detail)
  if (code === 'field.range' && detail) return field.range(detail)
  if (code === 'field.text') return field.text
  if (code === 'field.type') return field.type
  if (code === 'setup.duplicate') return field.duplicate
  if (code === 'password.short' && detail) return field.short(detail)
  return adminProblemText(problem, language)
}

/** The problems that stand at none of the fields that the form shows. */
export function problemsElsewhere(problems: readonly Problem[], paths: readonly string[]) {
  return problems.filter(({ path }) => path === undefined || !paths.includes(path))
}
