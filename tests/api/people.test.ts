// Accounts as an admin makes and changes them.
import { describe, expect, test } from 'vitest'
import { STORES } from '../store/stores.ts'
import {
  aServer,
  call,
  codesOf,
  cookieOf,
  get,
  PASSWORD,
  signedIn,
  signIn,
  type TestServer,
} from './server.ts'

interface Listed {
  username: string
}

const rina = { username: 'Rina', name: 'Rina Rahmawati', role: 'officer', unit: 'rsud' }

async function anAdmin(server: TestServer) {
  return signedIn(server, { username: 'admin', role: 'admin' })
}

describe.each(STORES)('accounts on $name', ({ open }) => {
  test('a new one gets a password that is shown once and changed at the first sign-in', async () => {
    const server = await aServer({ open })
    const admin = await anAdmin(server)
    const reply = await call(server, admin, ['POST', '/api/people', rina])
    const { person, password } = reply.json()
    expect(person).toMatchObject({ username: 'rina', unit: 'rsud', mustChange: true, sessions: 0 })
    expect(password).toMatch(/^(\w{4}-){2}\w{4}$/)
    const signedUp = await signIn(server, 'rina', { password })
    expect(signedUp.json()).toMatchObject({ role: 'officer', unit: 'rsud', must: ['password'] })
    const listed = (await get(server, '/api/people', { cookie: admin })).json().people
    expect(listed.map(({ username }: Listed) => username)).toEqual(['admin', 'rina'])
    expect(listed[1]).toMatchObject({ sessions: 1, signedInAt: server.clock.ms })
    expect(JSON.stringify(listed)).not.toContain(password)
    const again = await call(server, admin, ['POST', '/api/people', rina])
    expect([again.statusCode, codesOf(again)]).toEqual([409, ['person.taken']])
  })

  test('one that is disabled is out at once and does not come in again until enabled', async () => {
    const server = await aServer({ open })
    const admin = await anAdmin(server)
    const cookie = await signedIn(server, { username: 'rina', role: 'planner' })
    const disabled = (value: boolean) =>
      call(server, admin, ['PUT', '/api/people/rina/disabled', { disabled: value }])
    expect((await disabled(true)).json().people[1]).toMatchObject({ disabled: true, sessions: 0 })
    expect((await get(server, '/api/session', { cookie })).statusCode).toBe(401)
    expect(codesOf(await signIn(server, 'rina'))).toEqual(['sign-in.wrong'])
    await disabled(false)
    expect((await get(server, '/api/session', { cookie })).statusCode).toBe(401)
    expect((await signIn(server, 'rina')).statusCode).toBe(200)
  })

  test('of two admins who disable each other at the same moment one stays', async () => {
    const server = await aServer({ open })
    const budi = await signedIn(server, { username: 'budi', role: 'admin' })
    const sari = await signedIn(server, { username: 'sari', role: 'admin' })
    const replies = await Promise.all([
      call(server, budi, ['PUT', '/api/people/sari/disabled', { disabled: true }]),
      call(server, sari, ['PUT', '/api/people/budi/disabled', { disabled: true }]),
    ])
    expect(replies.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1)
    const active = server.store.db.selectFrom('people').select('username')
    expect(await active.where('disabled_at', 'is', null).execute()).toHaveLength(1)
  })
})

test('what an account may see changes with its role, without another sign-in', async () => {
  const server = await aServer()
  const admin = await anAdmin(server)
  const cookie = await signedIn(server, { username: 'rina', role: 'planner' })
  const change = { name: 'Rina', role: 'officer', unit: 'rsud' }
  const reply = await call(server, admin, ['PUT', '/api/people/rina', change])
  expect(reply.json().people[1]).toMatchObject(change)
  const other = await get(server, '/api/results?unit=disdukcapil', { cookie })
  expect(codesOf(other)).toEqual(['unit.forbidden'])
})

test('a new password and the end of all sessions put an account out everywhere', async () => {
  const server = await aServer()
  const admin = await anAdmin(server)
  const cookie = await signedIn(server, { username: 'rina', role: 'planner' })
  const reset = await call(server, admin, ['POST', '/api/people/rina/password'])
  const { password } = reset.json()
  expect((await get(server, '/api/session', { cookie })).statusCode).toBe(401)
  expect((await signIn(server, 'rina')).statusCode).toBe(401)
  const anew = cookieOf(await signIn(server, 'rina', { password }))
  await call(server, admin, ['DELETE', '/api/people/rina/sessions'])
  expect((await get(server, '/api/session', { cookie: anew })).statusCode).toBe(401)
})

test('a lost telephone: an admin switches the second factor off', async () => {
  const server = await aServer()
  const admin = await anAdmin(server)
  const factor = { totp_secret: 'JBSWY3DPEHPK3PXP', totp_confirmed_at: 1 }
  await signedIn(server, { username: 'rina', role: 'planner', ...factor })
  expect(codesOf(await signIn(server, 'rina'))).toEqual(['sign-in.code-needed'])
  await call(server, admin, ['DELETE', '/api/people/rina/second-factor'])
  expect((await signIn(server, 'rina')).statusCode).toBe(200)
})

describe('nobody locks everybody out', () => {
  test.each([
    ['disable', 'PUT', '/disabled', { disabled: true }],
    ['demote', 'PUT', '', { name: '', role: 'planner', unit: null }],
    ['reset the password of', 'POST', '/password', undefined],
    ['take the second factor of', 'DELETE', '/second-factor', undefined],
  ] as const)('an admin cannot %s the own account', async (_, method, path, body) => {
    const server = await aServer()
    const admin = await anAdmin(server)
    await signedIn(server, { username: 'other', role: 'admin' })
    const reply = await call(server, admin, [method, `/api/people/admin${path}`, body])
    expect([reply.statusCode, codesOf(reply)]).toEqual([409, ['person.self']])
  })

  test('the own name can be changed', async () => {
    const server = await aServer()
    const change = { name: 'Ibu Admin', role: 'admin', unit: null }
    const reply = await call(server, await anAdmin(server), ['PUT', '/api/people/admin', change])
    expect(reply.json().people[0]).toMatchObject({ name: 'Ibu Admin' })
  })

  test('the last admin that is active stays one', async () => {
    const server = await aServer()
    const admin = await anAdmin(server)
    await signedIn(server, { username: 'other', role: 'admin' })
    // Signed in still, while the account is no admin's any more but for this moment.
    const { db } = server.store
    await db.updateTable('people').set({ disabled_at: 1 }).where('username', '=', 'other').execute()
    const gone = await call(server, admin, [
      'PUT',
      '/api/people/other',
      { name: '', role: 'planner', unit: null },
    ])
    expect(gone.statusCode).toBe(200)
    const left = await db
      .selectFrom('people')
      .select('username')
      .where('role', '=', 'admin')
      .execute()
    expect(left).toEqual([{ username: 'admin' }])
  })
})

test.each([
  ['an officer without a unit', { ...rina, unit: null }, 'field.missing', 'unit'],
  ['an officer of a unit that is not there', { ...rina, unit: 'atlantis' }, 'unit.unknown', 'unit'],
  ['a planner with a unit', { ...rina, role: 'planner' }, 'field.range', 'unit'],
  ['another role', { ...rina, role: 'king' }, 'field.range', 'role'],
  ['a name with a space', { ...rina, username: 'rina r' }, 'username.invalid', 'username'],
  ['a path as a name', { ...rina, username: '../admin' }, 'username.invalid', 'username'],
  ['a password of one’s own', { ...rina, password: PASSWORD }, 'key.unknown', 'password'],
])('%s is refused', async (_, body, code, path) => {
  const server = await aServer()
  const reply = await call(server, await anAdmin(server), ['POST', '/api/people', body])
  expect(reply.json().problems).toMatchObject([{ code, path }])
})

test('an account that is not there is said to be none', async () => {
  const server = await aServer()
  const admin = await anAdmin(server)
  const calls = [
    ['PUT', '/api/people/nobody', { name: '', role: 'planner', unit: null }],
    ['PUT', '/api/people/nobody/disabled', { disabled: true }],
    ['POST', '/api/people/nobody/password'],
    ['DELETE', '/api/people/nobody/sessions'],
    ['DELETE', '/api/people/nobody/second-factor'],
  ] as const
  for (const [method, url, body] of calls)
    expect(codesOf(await call(server, admin, [method, url, body]))).toEqual(['person.unknown'])
})
