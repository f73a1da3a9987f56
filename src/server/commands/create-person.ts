// create-person: an account; the password comes on standard input, where no process list shows it.

import { passwordProblems } from '../../core/password.ts'
import type { Problem } from '../../core/problem.ts'
import { ROLES } from '../../core/roles.ts'
import { usernameKey, usernameProblems } from '../../core/username.ts'
import { placeProblems } from '../person-place.ts'
import { hashPassword } from '../secrets.ts'
import { BY_COMMAND, note } from '../store/audit.ts'
import { inTransaction } from '../store/dialect.ts'
import { createPerson } from '../store/people.ts'
import { unitsOf } from '../store/setup.ts'
import type { Command } from './command.ts'

export const createPersonCommand: Command = {
  usage:
    'create-person --username NAME --role admin|planner  |  create-person --username NAME --role officer --unit UNIT  (password on standard input)',
  options: { username: { type: 'string' }, role: { type: 'string' }, unit: { type: 'string' } },
  required: ['username', 'role'],
  files: 0,
  async run({ store: { db }, now, values, input }) {
    const username = usernameKey(String(values.username))
    const problems: Problem[] = usernameProblems(username)
    const role = ROLES.find((one) => one === values.role)
    const unit = values.unit === undefined ? null : String(values.unit)
    if (!role) problems.push({ code: 'field.range', path: 'role', detail: ROLES.join(', ') })
    else problems.push(...placeProblems({ role, unit }, await unitsOf(db)))
    const password = (await input()).replace(/\r?\n$/, '')
    problems.push(...passwordProblems(password, username))
    if (problems.length > 0 || !role) return { problems }
    const person = { username, role, unit }
    const row = { ...person, password: await hashPassword(password), created_at: now }
    const subject = `person/${username}`
    const added = await inTransaction(db, async (trx) => {
      if (!(await createPerson(trx, row))) return false
      const detail = { role, unit }
      await note(trx, { ...BY_COMMAND, at: now, action: 'person.added', subject, detail })
      return true
    })
    if (!added) return { problems: [{ code: 'person.taken', path: 'username' }] }
    const place = unit === null ? role : `${role}, ${unit}`
    return { value: { person }, words: [`Akun dibuat / Account created: ${username} (${place})`] }
  },
}
