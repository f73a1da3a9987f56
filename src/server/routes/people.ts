// /api/people: accounts, as an admin sees and changes them.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { usernameKey, usernameProblems } from '../../core/username.ts'
import type { DisabledChange, Guarded, NewPassword, PersonChange } from '../../core/wire-admin.ts'
import {
  disabledChangeSchema,
  newPasswordSchema,
  newPersonSchema,
  peopleReplySchema,
  personChangeSchema,
} from '../../core/wire-people-schema.ts'
import { checkedBy } from '../checked.ts'
import type { Parts } from '../parts.ts'
import { placeProblems } from '../person-place.ts'
import { problem, refuse } from '../problems.ts'
import { withProblems } from '../route-options.ts'
import { hashPassword, newPassword } from '../secrets.ts'
import { mustBeAsOpened } from '../setup-change.ts'
import { note } from '../store/audit.ts'
import { inTransaction, takeTurn } from '../store/dialect.ts'
import { activeAdmins, changePerson, createPerson, NO_SECOND_FACTOR } from '../store/people.ts'
import { personRecord, personRecords } from '../store/person-records.ts'
import { endSessionsOf } from '../store/sessions.ts'
import { unitsOf } from '../store/setup.ts'

type Named = { Params: { username: string } }

const readNew = checkedBy<PersonChange>(newPersonSchema)
const readChange = checkedBy<Guarded<Omit<PersonChange, 'username'>>>(personChangeSchema)
const readDisabled = checkedBy<DisabledChange>(disabledChangeSchema)

const config = { access: 'people.change' } as const
const response = withProblems({ 200: peopleReplySchema })
const given = withProblems({ 200: newPasswordSchema })

export function peopleRoutes(app: FastifyInstance, parts: Parts): void {
  listRoutes(app, parts)
  changeRoutes(app, parts)
  wayInRoutes(app, parts)
}

function listRoutes(app: FastifyInstance, parts: Parts): void {
  const { db, now } = parts
  app.get('/api/people', { schema: { summary: 'Accounts', response }, config }, async () =>
    everybody(parts),
  )

  const add = {
    summary: 'A new account; its password is shown once, and changed at the first sign-in',
    body: newPersonSchema,
    response: given,
  }
  app.post('/api/people', { schema: add, config }, async (request): Promise<NewPassword> => {
    const { name, role, unit, ...read } = readNew(request.body)
    const username = usernameKey(read.username)
    refuse([...usernameProblems(username), ...placeProblems({ role, unit }, await unitsOf(db))])
    const password = newPassword()
    const row = { username, name, role, unit, password: await hashPassword(password) }
    await inTransaction(db, async (trx) => {
      if (!(await createPerson(trx, { ...row, must_change: 1, created_at: now() })))
        throw problem('person.taken', 'username')
      const detail = { name, role, unit }
      await noteOf(trx, request, { at: now(), action: 'person.added', username, detail })
    })
    return { person: await recordOf(parts, username), password }
  })
}

function changeRoutes(app: FastifyInstance, parts: Parts): void {
  const { db, now } = parts
  const change = { summary: 'Change name, role and unit', body: personChangeSchema, response }
  app.put<Named>('/api/people/:username', { schema: change, config }, async (request) => {
    const { was: opened, name, role, unit } = readChange(request.body)
    const { username } = request.params
    refuse(placeProblems({ role, unit }, await unitsOf(db)))
    await inTransaction(db, async (trx) => {
      await takeTurn(trx, 'setup')
      const before = await recordOf({ ...parts, db: trx }, username)
      const was = { name: before.name, role: before.role, unit: before.unit }
      await mustBeAsOpened(trx, `person/${username}`, { was: opened, is: was })
      const moved = before.role !== role || before.unit !== unit
      if (moved && username === request.person.username) throw problem('person.self')
      if (role !== 'admin') await refuseLastAdmin(trx, username)
      await changePerson(trx, username, { name, role, unit })
      const detail = { was, is: { name, role, unit } }
      await noteOf(trx, request, { at: now(), action: 'person.changed', username, detail })
    })
    return everybody(parts)
  })

  const disable = {
    summary: 'Disable an account, whose sessions end at once, or enable it again',
    body: disabledChangeSchema,
    response,
  }
  app.put<Named>('/api/people/:username/disabled', { schema: disable, config }, async (request) => {
    const { disabled } = readDisabled(request.body)
    const { username } = request.params
    if (username === request.person.username) throw problem('person.self')
    await inTransaction(db, async (trx) => {
      if (disabled) await refuseLastAdmin(trx, username)
      await mustChange(trx, username, { disabled_at: disabled ? now() : null })
      if (disabled) await endSessionsOf(trx, username)
      const action = disabled ? 'person.disabled' : 'person.enabled'
      await noteOf(trx, request, { at: now(), action, username })
    })
    return everybody(parts)
  })
}

function wayInRoutes(app: FastifyInstance, parts: Parts): void {
  const { db, now } = parts
  const reset = {
    summary: 'A new password, shown once; every session ends',
    response: given,
  }
  app.post<Named>('/api/people/:username/password', { schema: reset, config }, async (request) => {
    const { username } = request.params
    if (username === request.person.username) throw problem('person.self')
    const password = newPassword()
    const row = { password: await hashPassword(password), must_change: 1 } as const
    await inTransaction(db, async (trx) => {
      await mustChange(trx, username, row)
      await endSessionsOf(trx, username)
      await noteOf(trx, request, { at: now(), action: 'person.password', username })
    })
    return { person: await recordOf(parts, username), password }
  })

  const end = { summary: 'End every session of an account', response }
  app.delete<Named>('/api/people/:username/sessions', { schema: end, config }, async (request) => {
    const { username } = request.params
    await recordOf(parts, username)
    await inTransaction(db, async (trx) => {
      await endSessionsOf(trx, username)
      await noteOf(trx, request, { at: now(), action: 'account.sessions-ended', username })
    })
    return everybody(parts)
  })

  const lost = { summary: 'Switch off the second factor of a lost telephone', response }
  const url = '/api/people/:username/second-factor'
  app.delete<Named>(url, { schema: lost, config }, async (request) => {
    const { username } = request.params
    // One's own goes by the password.
    if (username === request.person.username) throw problem('person.self')
    await inTransaction(db, async (trx) => {
      await mustChange(trx, username, NO_SECOND_FACTOR)
      await noteOf(trx, request, { at: now(), action: 'account.second-factor-off', username })
    })
    return everybody(parts)
  })
}

async function everybody({ db, now }: Parts) {
  return { people: await personRecords(db, now()) }
}

async function recordOf({ db, now }: Pick<Parts, 'db' | 'now'>, username: string) {
  const record = await personRecord(db, username, now())
  if (!record) throw problem('person.unknown')
  return record
}

async function mustChange(...change: Parameters<typeof changePerson>): Promise<void> {
  if (!(await changePerson(...change))) throw problem('person.unknown')
}

/** Somebody must be able to let others in. */
async function refuseLastAdmin(trx: Parts['db'], username: string): Promise<void> {
  const admins = await activeAdmins(trx)
  if (admins.length === 1 && admins[0] === username) throw problem('person.last-admin')
}

function noteOf(
  trx: Parts['db'],
  request: FastifyRequest,
  {
    username,
    ...entry
  }: Omit<Parameters<typeof note>[1], 'who' | 'address'> & { username: string },
): Promise<void> {
  return note(trx, { ...request.by, ...entry, subject: `person/${username}` })
}
