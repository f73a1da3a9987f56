// Pairing a device, and what it may ask for then.
import { describe, expect, test } from 'vitest'
import { CODE_LIFE_MS } from '../../src/server/store/devices.ts'
import { allScores, anId, aSubmission } from '../make.ts'
import { STORES } from '../store/stores.ts'
import { aCode, aDevice, aServer, codesOf, get, postBatch, type TestServer } from './server.ts'

function pair({ app }: TestServer, code: string) {
  return app.inject({ method: 'POST', url: '/api/pair', payload: { code } })
}

describe('a pairing code', () => {
  test('gives the device its token, with which it may post', async () => {
    const server = await aServer()
    const reply = await pair(server, await aCode(server))
    expect(reply.statusCode).toBe(200)
    const { device, token } = reply.json()
    expect(device).toMatchObject({ kind: 'kiosk', unit: 'disdukcapil', service: 'ktp-el' })
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    const posted = await postBatch(server, token, [aSubmission()])
    expect(posted.json().stored).toEqual([anId(1)])
  })

  test('has eight characters that look unlike each other', async () => {
    const server = await aServer()
    expect(await aCode(server)).toMatch(/^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/)
  })

  test('may be typed in small letters, with spaces or without its dash', async () => {
    const server = await aServer()
    for (const typed of [
      (code: string) => code.toLowerCase(),
      (code: string) => code.replace('-', ''),
      (code: string) => ` ${[...code.replace('-', '')].join(' ').toLowerCase()} `,
    ])
      expect((await pair(server, typed(await aCode(server)))).statusCode).toBe(200)
  })

  test('works once', async () => {
    const server = await aServer()
    const code = await aCode(server)
    const replies = await Promise.all([1, 2, 3].map(() => pair(server, code)))
    expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([200, 404, 404])
    expect(codesOf(await pair(server, code))).toEqual(['code.unknown'])
  })

  test('ends after 15 minutes', async () => {
    const server = await aServer()
    const [early, late] = [await aCode(server), await aCode(server)]
    server.clock.ms += CODE_LIFE_MS - 1
    expect((await pair(server, early)).statusCode).toBe(200)
    server.clock.ms += 1
    expect(codesOf(await pair(server, late))).toEqual(['code.unknown'])
  })

  test('cannot be guessed: after ten tries a minute one has to wait', async () => {
    const server = await aServer()
    const statuses: number[] = []
    for (let i = 0; i < 12; i++) statuses.push((await pair(server, 'AAAA-AAAA')).statusCode)
    expect(statuses).toEqual([...Array<number>(10).fill(404), 429, 429])
    const reply = await pair(server, await aCode(server))
    expect(codesOf(reply)).toEqual(['rate.limited'])
    expect(Number(reply.headers['retry-after'])).toBeGreaterThan(0)
  })

  test('a header cannot make another address of who guesses', async () => {
    const server = await aServer()
    const statuses: number[] = []
    for (let i = 0; i < 11; i++) {
      const headers = { 'x-forwarded-for': `10.0.0.${i}` }
      const payload = { code: 'AAAA-AAAA' }
      const reply = await server.app.inject({ method: 'POST', url: '/api/pair', headers, payload })
      statuses.push(reply.statusCode)
    }
    expect(statuses.at(-1)).toBe(429)
  })

  test('is stored nowhere as it is, nor is a token', async () => {
    const server = await aServer()
    const code = await aCode(server)
    const { token } = (await pair(server, code)).json()
    const rows = [
      ...(await server.store.db.selectFrom('pairing_codes').selectAll().execute()),
      ...(await server.store.db.selectFrom('devices').selectAll().execute()),
    ]
    const text = JSON.stringify(rows) + server.logged()
    for (const secret of [code, code.replace('-', ''), token]) expect(text).not.toContain(secret)
  })
})

describe('a device’s setup', () => {
  test('holds its unit, its services, the standards and the questionnaire', async () => {
    const server = await aServer()
    const { device, token } = await aDevice(server)
    const reply = await get(server, '/api/setup', { authorization: `Bearer ${token}` })
    expect(reply.json()).toMatchObject({
      device,
      regency: { id: 'barito-selatan', timezone: 'Asia/Jakarta', printedOrder: 'annex' },
      unit: {
        id: 'disdukcapil',
        services: [{ id: 'ktp-el', standard: { waktu: '1 hari kerja', biaya: 0 } }],
      },
      instrument: 'skm-2017@1',
      published: [],
      simulated: false,
    })
    expect(reply.json().instruments[0].elements).toHaveLength(9)
    expect(reply.headers['cache-control']).toBe('no-store')
  })

  test('of a device for the whole unit holds all of its services', async () => {
    const server = await aServer()
    const { token } = await aDevice(server, { service: null })
    const reply = await get(server, '/api/setup', { authorization: `Bearer ${token}` })
    expect(reply.json().unit.services).toHaveLength(3)
  })

  test('is not sent again while it is the same', async () => {
    const server = await aServer()
    const { token } = await aDevice(server)
    const headers = { authorization: `Bearer ${token}` }
    const etag = String((await get(server, '/api/setup', headers)).headers.etag)
    const same = await get(server, '/api/setup', { ...headers, 'if-none-match': etag })
    expect([same.statusCode, same.body]).toEqual([304, ''])
    await server.store.db.updateTable('units').set({ name: 'Dukcapil' }).execute()
    const changed = await get(server, '/api/setup', { ...headers, 'if-none-match': etag })
    expect(changed.statusCode).toBe(200)
  })

  test('shows the latest full quarter that has 30 answers', async () => {
    const server = await aServer()
    const { token } = await aDevice(server)
    const during = (quarter: number, n: number) =>
      Array.from({ length: n }, (_, i) =>
        aSubmission({
          id: anId(quarter * 1000 + i),
          answers: allScores(quarter === 2 ? 4 : 3),
          finishedAt: Date.UTC(2026, quarter * 3 - 2, 1 + (i % 28), 4),
        }),
      )
    // 24 November lies in the fourth quarter: its answers are not published yet.
    await postBatch(server, token, [...during(2, 30), ...during(3, 29), ...during(4, 40)])
    const published = async () =>
      (await get(server, '/api/setup', { authorization: `Bearer ${token}` })).json().published
    expect(await published()).toEqual([
      { service: 'ktp-el', from: '2026-04-01', to: '2026-06-30', n: 30, ikm: 100, grade: 'A' },
    ])
    await postBatch(server, token, [during(3, 30).at(-1)])
    expect(await published()).toMatchObject([{ from: '2026-07-01', n: 30, ikm: 75, grade: 'C' }])
  })

  test('shows no quarter in which an element has fewer than 30 answers', async () => {
    const server = await aServer()
    const { token } = await aDevice(server)
    const during = Array.from({ length: 30 }, (_, i) =>
      aSubmission({
        id: anId(i),
        answers: i === 0 ? { ...allScores(4) } : {},
        finishedAt: Date.UTC(2026, 7, 10, 4),
      }),
    )
    await postBatch(server, token, during)
    const reply = await get(server, '/api/setup', { authorization: `Bearer ${token}` })
    expect(reply.json().published).toEqual([])
  })

  test('is given to no one without a token, and a token opens no results', async () => {
    const server = await aServer()
    const { token } = await aDevice(server)
    expect(codesOf(await get(server, '/api/setup'))).toEqual(['token.missing'])
    const results = await get(server, '/api/results', { authorization: `Bearer ${token}` })
    expect([results.statusCode, codesOf(results)]).toEqual([401, ['session.missing']])
  })

  test('asking for it counts as contact, once an hour', async () => {
    const server = await aServer()
    const { device, token } = await aDevice(server)
    const headers = { authorization: `Bearer ${token}` }
    const seenAt = async () =>
      (
        await server.store.db
          .selectFrom('devices')
          .select('seen_at')
          .where('id', '=', device.id)
          .executeTakeFirst()
      )?.seen_at
    const first = server.clock.ms
    await get(server, '/api/setup', headers)
    server.clock.ms += 60_000
    await get(server, '/api/setup', headers)
    expect(await seenAt()).toBe(first)
    server.clock.ms += 3_600_000
    await postBatch(server, token, [aSubmission()])
    expect(await seenAt()).toBe(server.clock.ms)
  })
})

test.each(STORES)(
  'a code that one server made pairs at another, once, and every server knows the device then, on $name',
  async ({ open, newPlace }) => {
    const place = await newPlace()
    const one = await aServer({ open: () => open(place) })
    const other = await aServer({ open: () => open(place), empty: true })
    const code = await aCode(one)
    const replies = await Promise.all([pair(one, code), pair(other, code), pair(other, code)])
    expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([200, 404, 404])
    const { token } = replies.find(({ statusCode }) => statusCode === 200)?.json() ?? {}
    for (const [i, server] of [one, other].entries()) {
      const answer = aSubmission({ id: anId(i), sequence: i + 1 })
      expect((await postBatch(server, token, [answer])).json().stored).toEqual([anId(i)])
    }
  },
)
