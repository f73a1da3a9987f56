// create-person: an account; the password comes on standard input, where no process list shows it.
import type { Problem } from '../../core/problem.ts'
import { ROLES } from '../../core/roles.ts'
import { hashPassword } from '../secrets.ts'
import { createPerson, usernameKey } from '../store/people.ts'
import type { Command } from './command.ts'

const PASSWORD_CHARACTERS = { least: 10, most: 256 } as const
/** What every role of today sees. */
const WHOLE_REGENCY = `none: ${ROLES.join(' and ')} see the whole regency`
const USERNAME = /^[a-z0-9][a-z0-9._-]{1,39}$/

export const createPersonCommand: Command = {
  usage: 'create-person --username NAME --role admin|planner  (password on standard input)',
  options: { username: { type: 'string' }, role: { type: 'string' }, unit: { type: 'string' } },
  required: ['username', 'role'],
  files: 0,
  async run({ store: { db }, now, values, input }) {
    const problems: Problem[] = []
    const username = usernameKey(String(values.username))
    if (!USERNAME.test(username))
      problems.push({ code: 'field.range', path: 'username', detail: 'a-z, 0-9, . _ -, 2 to 40' })
    const role = ROLES.find((one) => one === values.role)
    if (!role) problems.push({ code: 'field.range', path: 'role', detail: ROLES.join(', ') })
    // Accepted without effect, it would look like an account that sees one unit only.
    if (values.unit !== undefined)
      problems.push({ code: 'field.range', path: 'unit', detail: WHOLE_REGENCY })
    const password = (await input()).replace(/\r?\n$/, '')
    problems.push(...passwordProblems(password))
    if (problems.length > 0 || !role) return { problems }
    const person = { username, role, unit: null }
    const hashed = await hashPassword(password)
    if (!(await createPerson(db, { ...person, password: hashed, created_at: now })))
      return { problems: [{ code: 'person.taken', path: 'username' }] }
    return { value: { person }, words: [`Akun dibuat / Account created: ${username} (${role})`] }
  },
}

function passwordProblems(password: string): Problem[] {
  const { least, most } = PASSWORD_CHARACTERS
  if (password.length < least)
    return [{ code: 'password.short', path: 'password', detail: String(least) }]
  if (password.length > most)
    return [{ code: 'field.length', path: 'password', detail: String(most) }]
  return []
}
