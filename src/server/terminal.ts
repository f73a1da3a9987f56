// What people read at the terminal: Indonesian, then English. Standard output is left to programs.
import type { Problem } from '../core/problem.ts'
import { adminProblemText } from '../i18n/admin-problems.ts'

export function say(...lines: string[]): void {
  process.stderr.write(`${lines.join('\n')}\n`)
}

export function sayProblems(problems: readonly Problem[]): void {
  say(...problems.map(lineOf))
}

/** `PORT: Ada pengaturan server yang salah. / A setting of the server is wrong. [config.invalid: 0 to 65535]` */
function lineOf(problem: Problem): string {
  const { code, path, detail } = problem
  const where = path ? `${path}: ` : ''
  const facts = detail === undefined ? code : `${code}: ${detail}`
  return `${where}${adminProblemText(problem, 'id')} / ${adminProblemText(problem, 'en')} [${facts}]`
}
