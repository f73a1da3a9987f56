// Devices over every store: made, paired, moved, revoked, and what they say of themselves.
import { describe, expect, test } from 'vitest'
import type { Catalogue } from '../../src/core/wire.ts'
import type { DevicesReply, NewCode } from '../../src/core/wire-admin.ts'
import { anId } from '../make.ts'
import { STORES } from '../store/stores.ts'
import { anAdmin, asPerson, trailOf } from './admin.ts'
import { aPairedKiosk, contact, kiosk, pair, send, sequences } from './devices.ts'
import { codesOf, get } from './server.ts'

describe.each(STORES)('devices on $name', ({ open }) => {
  test('are made with a code that pairs once; a new code ends it, and a new token the old one', async () => {
    const admin = await anAdmin({ open })
    const { server, does } = admin
    const made = await does<NewCode>('POST', '/api/devices', kiosk)
    expect(made.device).toMatchObject({ ...kiosk, service: null, seenAt: null, report: null })
    expect([made.code.length, made.expiresAt]).toEqual([9, server.clock.ms + 15 * 60_000])
    const again = await does<NewCode>('POST', `/api/devices/${made.device.id}/code`)
    expect(codesOf(await pair(server, made.code))).toEqual(['code.unknown'])
    const { token, device } = (await pair(server, again.code)).json()
    expect(device).toMatchObject({ id: made.device.id, services: ['ktp-el', 'kk'] })
    const setup = (await get(server, '/api/setup', { authorization: `Bearer ${token}` })).json()
    expect(setup.unit.services.map(({ id }: { id: string }) => id)).toEqual(['ktp-el', 'kk'])
    const third = await does<NewCode>('POST', `/api/devices/${made.device.id}/code`)
    await pair(server, third.code)
    expect(codesOf(await send(server, token, { submissions: [] }))).toEqual(['token.unknown'])
    const { id } = made.device
    expect((await trailOf(server)).filter((line) => line.includes(id))).toEqual(
      ['added', 'code', 'paired', 'code', 'paired'].map((what) => `device.${what} device/${id}`),
    )
  })

  test('stand at a unit that is there and offer what it offers', async () => {
    const { fails } = await anAdmin({ open })
    const post = (fields: object) => fails('POST', '/api/devices', { ...kiosk, ...fields })
    expect(await post({ unit: 'atlantis' })).toEqual([400, 'unit.unknown unit'])
    expect(await post({ services: ['ktp-el', 'nib'] })).toEqual([400, 'service.unknown services.1'])
    expect(await post({ services: [] })).toEqual([400, 'field.range services'])
    expect(await post({ kind: 'toaster', name: ' ' })).toEqual([
      400,
      'field.range kind',
      'field.missing name',
    ])
  })

  test('count as active while they are paired, not revoked, and in contact within seven days', async () => {
    const admin = await anAdmin({ open })
    const { server, does } = admin
    const active = async () => (await does<Catalogue>('GET', '/api/catalogue')).activeDevices
    const first = await aPairedKiosk(admin)
    await aPairedKiosk(admin, { unit: 'rsud', services: null })
    expect(await active()).toBe(2)
    await does('POST', `/api/devices/${first.id}/revoke`)
    expect(await active()).toBe(1)
    await does('POST', '/api/devices', kiosk)
    await does('POST', '/api/devices', kiosk)
    expect(await active()).toBe(1)
    server.clock.ms += 8 * 24 * 3_600_000
    const later = await asPerson(server, { username: 'wati', role: 'admin' })
    expect((await later.does<Catalogue>('GET', '/api/catalogue')).activeDevices).toBe(0)
  })

  test('move to another unit, and hear of it with their next setup', async () => {
    const admin = await anAdmin({ open })
    const { id, token } = await aPairedKiosk(admin)
    const { kind, ...place } = { ...kiosk, unit: 'rsud', services: ['igd'] }
    expect(kind).toBe('kiosk')
    const { device } = await admin.does<{ device: object }>('PUT', `/api/devices/${id}`, place)
    expect(device).toMatchObject({ id, unit: 'rsud', service: 'igd' })
    expect(device).not.toHaveProperty('services')
    const setup = await get(admin.server, '/api/setup', { authorization: `Bearer ${token}` })
    expect(setup.json().unit).toMatchObject({ id: 'rsud', services: [{ id: 'igd' }] })
    expect(await admin.fails('PUT', '/api/devices/kiosk-none', place)).toEqual([
      404,
      'device.unknown device',
    ])
  })

  test('are seen by an officer only within the own unit', async () => {
    const admin = await anAdmin({ open })
    const mine = await aPairedKiosk(admin)
    const other = await aPairedKiosk(admin, { unit: 'rsud', services: null })
    const who = { username: 'budi', role: 'officer', unit: 'disdukcapil' } as const
    const officer = await asPerson(admin.server, who)
    const { devices } = await officer.does<DevicesReply>('GET', '/api/devices')
    expect(devices.map(({ id }) => id)).toEqual([mine.id])
    expect((await admin.does<DevicesReply>('GET', '/api/devices')).devices).toHaveLength(2)
    expect(await officer.fails('GET', `/api/devices/${other.id}`)).toEqual([403, 'unit.forbidden'])
    expect(await officer.fails('POST', `/api/devices/${mine.id}/revoke`)).toEqual([
      403,
      'role.forbidden',
    ])
  })
})

describe.each(STORES)('what a device says of itself, on $name', ({ open }) => {
  test('is kept at most every ten seconds, with the offset of its clock', async () => {
    const admin = await anAdmin({ open })
    const { server } = admin
    const { id, token } = await aPairedKiosk(admin)
    const record = async () =>
      (await admin.does<DevicesReply>('GET', '/api/devices')).devices.find((one) => one.id === id)
    const reply = await contact(server, token, { unsent: 3, sent: server.clock.ms - 30_000 })
    expect(reply.json()).toEqual({ time: server.clock.ms, epoch: 'epoch-1' })
    expect(await record()).toMatchObject({
      report: { unsent: 3, app: '0.2.0' },
      reportedAt: server.clock.ms,
      seenAt: server.clock.ms,
      offsetMs: 0,
    })
    server.clock.ms += 9999
    await contact(server, token, { unsent: 4 })
    expect(await record()).toMatchObject({ report: { unsent: 3 } })
    server.clock.ms += 1
    await contact(server, token, { unsent: 5, sent: server.clock.ms - 86_400_000 })
    expect(await record()).toMatchObject({ report: { unsent: 5 }, offsetMs: 86_400_000 })
    const wrong = await contact(server, token, { unsent: -1 })
    expect([wrong.statusCode, codesOf(wrong)]).toEqual([400, ['field.range']])
  })
})

describe.each(STORES)('a revoked device on $name', ({ open }) => {
  test('is told so; what it held goes in under its old identity after a new pairing, once', async () => {
    const admin = await anAdmin({ open })
    const { server, does, fails } = admin
    const old = await aPairedKiosk(admin)
    await send(server, old.token, { submissions: sequences(1) })
    await does('POST', `/api/devices/${old.id}/revoke`)
    const refused = await send(server, old.token, { submissions: sequences(2) })
    expect([refused.statusCode, codesOf(refused)]).toEqual([403, ['device.revoked']])
    expect(await fails('POST', `/api/devices/${old.id}/code`)).toEqual([
      403,
      'device.revoked device',
    ])
    const now = await aPairedKiosk(admin, { unit: 'rsud', services: null })
    const collectedBy = { device: old.id, token: old.token }
    const handed = await send(server, now.token, { submissions: sequences(1, 2, 3), collectedBy })
    expect(handed.json()).toMatchObject({ stored: [anId(2), anId(3)], known: [anId(1)] })
    const replayed = await send(server, now.token, { submissions: sequences(1, 2, 3) })
    expect(replayed.json()).toMatchObject({ stored: [], known: [anId(1), anId(2), anId(3)] })
    const rows = await server.store.db
      .selectFrom('submissions')
      .select(['device', 'flags'])
      .execute()
    expect(rows).toEqual(Array(3).fill({ device: old.id, flags: '' }))
  })

  test('proves who it was by a token that was replaced, and by no other', async () => {
    const admin = await anAdmin({ open })
    const { server, does } = admin
    const old = await aPairedKiosk(admin)
    const { code } = await does<NewCode>('POST', `/api/devices/${old.id}/code`)
    const current = (await pair(server, code)).json().token as string
    const other = await aPairedKiosk(admin)
    const as = async (device: string, token: string) => {
      const collectedBy = { device, token }
      const reply = await send(server, other.token, { submissions: sequences(1), collectedBy })
      return reply.statusCode === 200 ? 200 : reply.json().problems
    }
    expect([await as(old.id, old.token), await as(old.id, current)]).toEqual([200, 200])
    const unknown = [{ code: 'token.unknown', path: 'collectedBy.token' }]
    expect(await as(old.id, other.token)).toEqual(unknown)
    expect(await as(other.id, old.token)).toEqual(unknown)
    expect(await as(old.id, 'x'.repeat(43))).toEqual(unknown)
    const shapeless = await send(server, other.token, {
      submissions: [],
      collectedBy: { device: 1 },
    })
    expect(shapeless.json().problems).toEqual([{ code: 'batch.shape', path: 'collectedBy' }])
  })

  test('cannot be paired with a code that was given before', async () => {
    const { server, does } = await anAdmin({ open })
    const { code, device } = await does<NewCode>('POST', '/api/devices', kiosk)
    await does('POST', `/api/devices/${device.id}/revoke`)
    expect(codesOf(await pair(server, code))).toEqual(['code.unknown'])
  })
})
