// The audit trail: written with what it tells of, searched, paged, exported, and never changed.
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { AuditEntry } from '../../src/core/wire-admin.ts'
import { note } from '../../src/server/store/audit.ts'
import { STORES } from '../store/stores.ts'
import {
  aCode,
  aDevice,
  aServer,
  call,
  codesOf,
  get,
  PASSWORD,
  signedIn,
  signIn,
  type TestServer,
} from './server.ts'

/** Lines as somebody wrote them. */
async function lines(server: TestServer, entries: Partial<Parameters<typeof note>[1]>[]) {
  for (const entry of entries)
    await note(server.store.db, {
      at: server.clock.ms,
      who: 'rina',
      address: '10.0.0.1',
      action: 'unit.changed',
      ...entry,
    })
}

async function trail(server: TestServer, cookie: string, query: Record<string, string> = {}) {
  const reply = await get(server, `/api/audit?${new URLSearchParams(query)}`, { cookie })
  expect(reply.statusCode, reply.body).toBe(200)
  return reply.json() as { entries: AuditEntry[]; next: string | null }
}

const actions = ({ entries }: { entries: AuditEntry[] }) => entries.map(({ action }) => action)
const subjects = ({ entries }: { entries: AuditEntry[] }) => entries.map(({ subject }) => subject)

/** What a pattern, a quote or a statement would make of a search, if it got through. */
const METACHARACTERS = ['%', '_', '!', "'", '"', '\\', ';--', "' or '1'='1", '*', '[a-z]', '\u0000']

describe.each(STORES)('the trail on $name', ({ open }) => {
  test('tells who signed in, failed to, was locked out and went, from where', async () => {
    const server = await aServer({ open })
    const admin = await signedIn(server, { username: 'admin', role: 'admin' })
    await signedIn(server, { username: 'rina', role: 'planner' })
    for (let i = 0; i < 11; i++) {
      server.clock.ms += 7000
      await signIn(server, 'rina', { password: 'wrong password' })
    }
    for (let i = 0; i < 11; i++) {
      server.clock.ms += 7000
      await signIn(server, 'kata sandi saya', { password: 'x' })
    }
    await call(server, admin, ['DELETE', '/api/session'])
    const rows = await server.store.db.selectFrom('audit').selectAll().orderBy('id').execute()
    const told = rows.map(({ who, action, address }) => `${who} ${action} ${address}`)
    expect(told).toEqual([
      ...Array<string>(10).fill('rina session.failed 127.0.0.1'),
      'rina session.locked 127.0.0.1',
      ...Array<string>(10).fill(' session.failed 127.0.0.1'),
      ' session.locked 127.0.0.1',
      'admin session.ended 127.0.0.1',
    ])
    // A name that is no account may be a password in the wrong field.
    expect(JSON.stringify(rows)).not.toContain('kata sandi')
  })

  test('tells what was changed in accounts and settings, without secrets', async () => {
    const server = await aServer({ open })
    const admin = await signedIn(server, { username: 'admin', role: 'admin' })
    const rina = { username: 'rina', name: 'Rina', role: 'officer', unit: 'rsud' }
    const { password } = (await call(server, admin, ['POST', '/api/people', rina])).json()
    const change = { name: 'Rina', role: 'planner', unit: null }
    await call(server, admin, ['PUT', '/api/people/rina', change])
    await call(server, admin, ['PUT', '/api/people/rina/disabled', { disabled: true }])
    await call(server, admin, ['PUT', '/api/people/rina/disabled', { disabled: false }])
    const reset = (await call(server, admin, ['POST', '/api/people/rina/password'])).json()
    await call(server, admin, ['PUT', '/api/settings', { requireSecondFactor: false }])
    const { entries } = await trail(server, admin)
    expect(actions({ entries }).reverse()).toEqual([
      'person.added',
      'person.changed',
      'person.disabled',
      'person.enabled',
      'person.password',
      'settings.changed',
    ])
    expect(entries.at(-1)).toMatchObject({ who: 'admin', subject: 'person/rina' })
    expect(entries.at(-2)?.detail).toEqual({
      was: { name: 'Rina', role: 'officer', unit: 'rsud' },
      is: change,
    })
    for (const secret of [password, reset.password, PASSWORD])
      expect(JSON.stringify(entries)).not.toContain(secret)
  })

  test('tells what was changed in the setup: as it was and as it is, and nothing that stayed', async () => {
    const server = await aServer({ open })
    const admin = await signedIn(server, { username: 'admin', role: 'admin' })
    const { device } = await aDevice(server)
    const put = async (url: string, body: object) =>
      expect((await call(server, admin, ['PUT', `/api/${url}`, body])).statusCode).toBe(200)
    const unit = { name: 'RSUD Jaraga Sasameh', short: 'RSUD', kind: 'agency', parent: null }
    await put('units/rsud', unit)
    await put('units/rsud', { ...unit, kind: 'unit', parent: 'dpmptsp' })
    const service = { name: 'NIB', standard: { waktu: '1 jam' }, users: {}, freeByLaw: null }
    await put('units/dpmptsp/services/nib', service)
    await put('units/dpmptsp/services/nib', { ...service, standard: { waktu: '2 jam' } })
    const place = { name: 'Kiosk', place: '', unit: 'disdukcapil', services: ['ktp-el'] }
    await put(`devices/${device.id}`, place)
    await put(`devices/${device.id}`, { ...place, unit: 'dpmptsp', services: null })
    const details = (await trail(server, admin)).entries.map(({ detail }) => detail).reverse()
    expect([details[1], details[3], details[5]]).toEqual([
      { was: { kind: 'agency', parent: null }, is: { kind: 'unit', parent: 'dpmptsp' } },
      { was: { waktu: '1 jam' }, is: { waktu: '2 jam' } },
      {
        was: { unit: 'disdukcapil', services: ['ktp-el'] },
        is: { unit: 'dpmptsp', services: null },
      },
    ])
  })

  test('tells of devices that paired and codes that were wrong', async () => {
    const server = await aServer({ open })
    const admin = await signedIn(server, { username: 'admin', role: 'admin' })
    for (const code of [await aCode(server), 'AAAA-AAAA'])
      await server.app.inject({ method: 'POST', url: '/api/pair', payload: { code } })
    const { entries } = await trail(server, admin)
    expect(actions({ entries })).toEqual(['pairing.failed', 'device.paired'])
    expect(entries[1]?.subject).toMatch(/^device\/kiosk-/)
  })

  test('cannot be changed or cut, by the server’s own database account either', async () => {
    const server = await aServer({ open })
    await lines(server, [{ subject: 'unit/rsud' }])
    const { db } = server.store
    const update = db.updateTable('audit').set({ who: 'nobody' }).execute()
    await expect(update).rejects.toThrow('audit is append-only')
    await expect(db.deleteFrom('audit').execute()).rejects.toThrow('audit is append-only')
    const rows = await db.selectFrom('audit').selectAll().execute()
    expect(rows).toMatchObject([{ who: 'rina', subject: 'unit/rsud' }])
  })

  test('cannot be replaced either, line by line, where the database knows how', async () => {
    const server = await aServer({ open })
    await lines(server, [{ subject: 'unit/rsud' }])
    const { db } = server.store
    const columns = sql`id, at, 'nobody', address, action, subject, detail`
    const again = sql`replace into audit (id, at, who, address, action, subject, detail)
      select ${columns} from audit`
    await expect(again.execute(db)).rejects.toThrow(/audit is append-only|syntax error/)
    await expect(sql`truncate audit`.execute(db)).rejects.toThrow(
      /audit is append-only|syntax error/,
    )
    expect(await db.selectFrom('audit').select('who').execute()).toEqual([{ who: 'rina' }])
  })

  test('is not there where the change was undone', async () => {
    const server = await aServer({ open })
    const admin = await signedIn(server, { username: 'admin', role: 'admin' })
    const rina = { username: 'admin', name: '', role: 'planner', unit: null }
    expect(codesOf(await call(server, admin, ['POST', '/api/people', rina]))).toEqual([
      'person.taken',
    ])
    expect((await trail(server, admin)).entries).toEqual([])
  })

  test('comes in pages, latest first, each line once', async () => {
    const server = await aServer({ open })
    const admin = await signedIn(server, { username: 'admin', role: 'admin' })
    for (let i = 0; i < 250; i++) await lines(server, [{ subject: `unit/${i}` }])
    const found: string[] = []
    let before: string | null = ''
    while (before !== null) {
      const page: Awaited<ReturnType<typeof trail>> = await trail(server, admin, { before })
      expect(page.entries.length).toBeLessThanOrEqual(40)
      found.push(...subjects(page))
      before = page.next
    }
    expect(found).toEqual(Array.from({ length: 250 }, (_, i) => `unit/${249 - i}`))
  })

  test('is found by words, action, who and the regency’s days', async () => {
    const server = await aServer({ open })
    const admin = await signedIn(server, { username: 'admin', role: 'admin' })
    await lines(server, [
      // 23.30 WIB of the day before.
      { at: Date.UTC(2026, 10, 23, 16, 30), subject: 'late' },
      // 00.30 WIB.
      { at: Date.UTC(2026, 10, 23, 17, 30), subject: 'early', action: 'unit.added' },
      { subject: 'noon', who: 'budi', address: '192.0.2.7', detail: { name: 'RSUD Buntok' } },
    ])
    const found = async (query: Record<string, string>) =>
      subjects(await trail(server, admin, query))
    expect(await found({ from: '2026-11-24' })).toEqual(['noon', 'early'])
    expect(await found({ to: '2026-11-23' })).toEqual(['late'])
    expect(await found({ action: 'unit.added' })).toEqual(['early'])
    expect(await found({ who: 'budi' })).toEqual(['noon'])
    expect(await found({ text: 'buntok' })).toEqual(['noon'])
    expect(await found({ text: '192.0.2' })).toEqual(['noon'])
    expect(await found({ text: 'UNIT.CHANGED', from: '2026-11-24', to: '2026-11-24' })).toEqual([
      'noon',
    ])
    expect(await found({ text: '', who: '', action: '' })).toHaveLength(3)
  })

  test.each(METACHARACTERS)('a search for %j finds what has it, and nothing else', async (text) => {
    const server = await aServer({ open })
    const admin = await signedIn(server, { username: 'admin', role: 'admin' })
    await lines(server, [{ subject: 'a plain one' }, { who: `x${text}y`.replace('\u0000', '') }])
    const query = new URLSearchParams({ text })
    const reply = await get(server, `/api/audit?${query}`, { cookie: admin })
    if (text === '\u0000') expect(codesOf(reply)).toEqual(['query.invalid'])
    // What is stored as JSON has quotes and braces of its own, but none of these.
    else expect(reply.json().entries.map(({ who }: AuditEntry) => who)).toEqual([`x${text}y`])
    for (const field of ['who', 'before', 'from', 'to', 'action']) {
      const other = await get(server, `/api/audit?${new URLSearchParams({ [field]: text })}`, {
        cookie: admin,
      })
      expect(other.statusCode).toBeLessThan(500)
    }
    expect((await trail(server, admin)).entries).toHaveLength(2)
  })

  test('as CSV holds every line, has no formula in it, and is itself a line', async () => {
    const server = await aServer({ open })
    const admin = await signedIn(server, { username: 'admin', role: 'admin' })
    const formulas = ['=1+1', '+1', '-1', '@sum(a1)', '\t=1', '\r=1', '＝1']
    await lines(
      server,
      formulas.map((subject) => ({ subject, who: subject, address: subject })),
    )
    for (let i = 0; i < 1005; i++) await lines(server, [{ subject: `unit/${i}` }])
    const reply = await get(server, '/api/audit.csv?text=unit', { cookie: admin })
    expect(reply.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(reply.headers['content-disposition']).toContain('attachment')
    const rows = reply.body.split('\r\n')
    expect(rows[0]).toBe('\ufeffid,at,who,address,action,subject,detail')
    // Every one of them is about a unit; the line of the export itself is written before it is read.
    expect(rows.filter((row) => row.includes('unit.changed'))).toHaveLength(1012)
    for (const formula of formulas) expect(reply.body).toContain(`'${formula}`)
    expect(reply.body).not.toMatch(/(^|[,\n]|")[=+@＝-]/)
    const [last] = (await trail(server, admin, { action: 'audit.exported' })).entries
    expect(last).toMatchObject({ who: 'admin', detail: { filter: { text: 'unit' } } })
  })
})

test('a query that cannot be read is refused, field by field', async () => {
  const server = await aServer()
  const admin = await signedIn(server, { username: 'admin', role: 'admin' })
  const query = 'from=yesterday&action=shout&depth=3&who=a&who=b'
  const reply = await get(server, `/api/audit?${query}`, { cookie: admin })
  expect(reply.statusCode).toBe(400)
  const { problems } = reply.json()
  expect(problems.map(({ code }: { code: string }) => code)).toEqual(
    Array<string>(4).fill('query.invalid'),
  )
  expect(problems.map(({ path }: { path: string }) => path).sort()).toEqual([
    'action',
    'depth',
    'from',
    'who',
  ])
})
