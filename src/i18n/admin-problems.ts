// A sentence for any problem: also for those that no kiosk meets.
import { isProblemCode, type Problem } from '../core/problem.ts'
import { ADMIN_PROBLEM_WORDS, type AdminProblemCode } from './admin-problem-words.ts'
import type { Language, Words } from './language.ts'
import { problemText } from './problems.ts'

/** A sentence for one problem of an admin's page, the terminal or the kiosk. */
export function adminProblemText(problem: Problem, language: Language): string {
  const { code, detail } = problem
  if (!isAdminProblem(code)) return problemText(problem, language)
  const minutes = Math.ceil(Number(detail) / 60)
  if (code === 'sign-in.locked' && minutes > 0) return LOCKED[language](minutes)
  if (code === 'setup.changed' && detail) return CHANGED[language](detail)
  return ADMIN_PROBLEM_WORDS[language][code]
}

const LOCKED: Words<(minutes: number) => string> = {
  id: (minutes) => `Terlalu banyak kata sandi yang salah. Akun ini dikunci ${minutes} menit.`,
  en: (minutes) => `Too many wrong passwords. This account is locked for ${minutes} minutes.`,
}

const CHANGED: Words<(who: string) => string> = {
  id: (who) => `${who} mengubah ini sementara itu. Perubahan Anda belum disimpan.`,
  en: (who) => `${who} changed this meanwhile. Your change is not saved.`,
}

function isAdminProblem(code: unknown): code is AdminProblemCode {
  return isProblemCode(code) && Object.hasOwn(ADMIN_PROBLEM_WORDS.id, code)
}
