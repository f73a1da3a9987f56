// Several servers on one database: who or what is put out by one is out on all of them, with the very next request.
import { describe, expect, test } from 'vitest'
import { aSubmission } from '../make.ts'
import { STORES } from '../store/stores.ts'
import { aDevice, aServer, call, codesOf, get, type Method, postBatch, signedIn } from './server.ts'

const WAYS: [string, Method, string, object?][] = [
  ['disabled', 'PUT', '/api/people/rina/disabled', { disabled: true }],
  ['given a new password', 'POST', '/api/people/rina/password'],
  ['signed out by an admin', 'DELETE', '/api/people/rina/sessions'],
]

describe.each(STORES)('two servers on $name', ({ open, newPlace }) => {
  async function twoServers() {
    const place = await newPlace()
    const here = await aServer({ open: () => open(place) })
    const there = await aServer({ open: () => open(place), empty: true })
    return { here, there, admin: await signedIn(here, { username: 'admin', role: 'admin' }) }
  }

  test.each(WAYS)('who is %s by one is out on the other', async (_, method, url, body) => {
    const { here, there, admin } = await twoServers()
    const cookie = await signedIn(here, { username: 'rina', role: 'planner' })
    // The other server knows the session already.
    expect((await get(there, '/api/results', { cookie })).statusCode).toBe(200)
    expect((await call(here, admin, [method, url, body])).statusCode).toBe(200)
    const reply = await get(there, '/api/results', { cookie })
    expect([reply.statusCode, codesOf(reply)]).toEqual([401, ['session.missing']])
  })

  test('who signs out, here or everywhere, is out on the other', async () => {
    const { here, there } = await twoServers()
    for (const url of ['/api/session', '/api/account/sessions']) {
      const cookie = await signedIn(here, { username: url.replaceAll('/', '-'), role: 'planner' })
      expect((await get(there, '/api/session', { cookie })).statusCode).toBe(200)
      expect((await call(here, cookie, ['DELETE', url])).statusCode).toBe(204)
      expect((await get(there, '/api/session', { cookie })).statusCode).toBe(401)
    }
  })

  test('whose role and unit were changed by one sees no more than that on the other', async () => {
    const { here, there, admin } = await twoServers()
    const cookie = await signedIn(here, { username: 'rina', role: 'admin' })
    expect((await get(there, '/api/people', { cookie })).statusCode).toBe(200)
    const change = { name: 'Rina', role: 'officer', unit: 'rsud' }
    await call(here, admin, ['PUT', '/api/people/rina', change])
    expect(codesOf(await get(there, '/api/people', { cookie }))).toEqual(['role.forbidden'])
    const other = await get(there, '/api/results?unit=disdukcapil', { cookie })
    expect(codesOf(other)).toEqual(['unit.forbidden'])
  })

  test('a device that one revoked is refused by the other', async () => {
    const { here, there, admin } = await twoServers()
    const { device, token } = await aDevice(here)
    const headers = { authorization: `Bearer ${token}` }
    expect((await get(there, '/api/setup', headers)).statusCode).toBe(200)
    await call(here, admin, ['POST', `/api/devices/${device.id}/revoke`])
    for (const reply of [
      await get(there, '/api/setup', headers),
      await postBatch(there, token, [aSubmission()]),
    ])
      expect([reply.statusCode, codesOf(reply)]).toEqual([403, ['device.revoked']])
  })
})
