// Which numbers of a device have come and which have not, over every store: by series, in the list, in the catalogue.
import { describe, expect, test } from 'vitest'
import type { Catalogue } from '../../src/core/wire.ts'
import type { DevicesReply, NewCode } from '../../src/core/wire-admin.ts'
import type { DeviceReply } from '../../src/core/wire-field.ts'
import { rebuildSeries, verifySeries } from '../../src/server/store/series.ts'
import { anId, aSubmission } from '../make.ts'
import { missingNumbers } from '../store/missing.ts'
import { STORES } from '../store/stores.ts'
import { type Admin, anAdmin } from './admin.ts'
import { aPairedKiosk, contact, pair, send, sequences } from './devices.ts'

const MINUTE = 60_000
const MOST = Number.MAX_SAFE_INTEGER

/** An admin with one kiosk, and what is said of it. */
async function aKiosk(open: (typeof STORES)[number]['open'], fields: object = {}) {
  const admin = await anAdmin({ open })
  const { id, token } = await aPairedKiosk(admin, fields)
  const shown = () => admin.does<DeviceReply>('GET', `/api/devices/${id}`)
  const record = async () =>
    (await admin.does<DevicesReply>('GET', '/api/devices')).devices.find((one) => one.id === id)
  return {
    ...admin,
    admin,
    id,
    token,
    shown,
    record,
    gaps: async () => (await shown()).series.flatMap(({ missing }) => missing.map(fromTo)),
  }
}

const fromTo = ({ from, to }: { from: number; to: number }) => [from, to]
const missingIn = async ({ does }: Pick<Admin, 'does'>) =>
  (await does<Catalogue>('GET', '/api/catalogue')).missing
/** Answers of one series, under ids of their own. */
const numbered = (series: string, first: number, ...numbers: number[]) => ({
  series,
  submissions: numbers.map((n) => aSubmission({ id: anId(first + n), sequence: n })),
})

describe.each(STORES)('the numbers of a device on $name', ({ open }) => {
  test('and what it says of itself tell what is missing, and where', async () => {
    const { server, token, record, gaps } = await aKiosk(open)
    await send(server, token, { submissions: sequences(1, 2, 5, 9) })
    expect(await record()).toMatchObject({ received: 4, missing: 5 })
    expect(await gaps()).toEqual([
      [3, 4],
      [6, 8],
    ])
    // Late ones, one of them under a number that came already, and one twice.
    const twin = aSubmission({ id: anId(100), sequence: 2 })
    await send(server, token, { submissions: [...sequences(4, 4, 7), twin] })
    await send(server, token, { submissions: sequences(4, 9) })
    expect(await record()).toMatchObject({ received: 6, missing: 3 })
    await contact(server, token, { lastSequence: 12, unsent: 3, quarantined: 1 })
    expect(await record()).toMatchObject({ received: 6, missing: 2 })
    expect(await gaps()).toEqual([
      [3, 3],
      [6, 6],
      [8, 8],
    ])
    server.clock.ms += MINUTE
    await contact(server, token, { lastSequence: 12, unsent: 0 })
    expect((await gaps()).at(-1)).toEqual([10, 12])
    // What was given once was given, whatever is said later.
    server.clock.ms += MINUTE
    await contact(server, token, { lastSequence: 1, unsent: 0 })
    expect(await record()).toMatchObject({ missing: 6 })
  })

  test('are missing since the first later one came, or since they were said', async () => {
    const { server, token, shown } = await aKiosk(open)
    const began = server.clock.ms
    await send(server, token, { submissions: sequences(1, 2) })
    server.clock.ms += MINUTE
    await send(server, token, { submissions: sequences(9) })
    server.clock.ms += MINUTE
    await send(server, token, { submissions: sequences(5) })
    server.clock.ms += MINUTE
    await contact(server, token, { lastSequence: 11 })
    server.clock.ms += MINUTE
    await contact(server, token, { lastSequence: 11 })
    expect((await shown()).series).toEqual([
      {
        series: '',
        has: [
          { from: 1, to: 2 },
          { from: 5, to: 5 },
          { from: 9, to: 9 },
        ],
        missing: [
          { from: 3, to: 4, since: began + MINUTE },
          { from: 6, to: 8, since: began + MINUTE },
          { from: 10, to: 11, since: began + 3 * MINUTE },
        ],
        waiting: 0,
        firstAt: began,
        lastAt: began + 2 * MINUTE,
      },
    ])
  })

  test('that wait on it are not missing, but have not come either', async () => {
    const { server, token, admin, record, gaps, shown } = await aKiosk(open)
    await send(server, token, { submissions: sequences(1, 2, 3) })
    expect(await missingIn(admin)).toEqual({ numbers: 0, devices: 0 })
    await contact(server, token, { lastSequence: 7, unsent: 3, quarantined: 1 })
    expect(await record()).toMatchObject({ received: 3, missing: 0 })
    expect(await gaps()).toEqual([])
    expect((await shown()).series[0]).toMatchObject({ has: [{ from: 1, to: 3 }], waiting: 4 })
    expect(await missingIn(admin)).toEqual({ numbers: 4, devices: 1 })
    await send(server, token, { submissions: sequences(4, 5, 6, 7) })
    expect((await shown()).series[0]).toMatchObject({ has: [{ from: 1, to: 7 }], waiting: 0 })
    expect(await missingIn(admin)).toEqual({ numbers: 0, devices: 0 })
  })

  test('begin again where it was wiped and paired again: the old gap stays named until it fills', async () => {
    const { server, does, admin, id, token, shown, record } = await aKiosk(open)
    const began = server.clock.ms
    await send(server, token, numbered('a', 0, 1, 2, 4))
    server.clock.ms += MINUTE
    const { code } = await does<NewCode>('POST', `/api/devices/${id}/code`)
    const { token: next } = (await pair(server, code)).json()
    await send(server, next, numbered('b', 100, 1, 2, 3))
    await contact(server, next, { lastSequence: 3, series: 'b' })
    expect((await shown()).series).toMatchObject([
      {
        series: 'a',
        has: [
          { from: 1, to: 2 },
          { from: 4, to: 4 },
        ],
        missing: [{ from: 3, to: 3, since: began }],
      },
      { series: 'b', has: [{ from: 1, to: 3 }], missing: [] },
    ])
    expect(await record()).toMatchObject({ received: 6, missing: 1 })
    expect(await missingIn(admin)).toEqual({ numbers: 1, devices: 1 })
    // It comes from the old storage after all.
    await send(server, next, numbered('a', 0, 3))
    expect((await shown()).series[0]).toMatchObject({ has: [{ from: 1, to: 4 }], missing: [] })
    expect(await record()).toMatchObject({ received: 7, missing: 0 })
    expect(await missingIn(admin)).toEqual({ numbers: 0, devices: 0 })
  })

  test('wait no more where it was wiped: those that it had said wait are missing since it began again', async () => {
    const { server, does, admin, id, token, shown, record } = await aKiosk(open)
    await send(server, token, numbered('a', 0, 1, 2))
    await contact(server, token, { lastSequence: 5, unsent: 3, series: 'a' })
    server.clock.ms += MINUTE
    const { code } = await does<NewCode>('POST', `/api/devices/${id}/code`)
    const { token: next } = (await pair(server, code)).json()
    const again = server.clock.ms
    const told = () => contact(server, next, { lastSequence: 3, unsent: 1, series: 'b' })
    await told()
    server.clock.ms += MINUTE
    await send(server, next, numbered('b', 100, 1, 2))
    await told()
    expect((await shown()).series).toMatchObject([
      { series: 'a', missing: [{ from: 3, to: 5, since: again }], waiting: 0 },
      { series: 'b', missing: [], waiting: 1 },
    ])
    expect(await record()).toMatchObject({ received: 4, missing: 3 })
    expect(await missingIn(admin)).toEqual({ numbers: 4, devices: 1 })
    expect(await missingNumbers(server.store.db)).toEqual([
      { device: id, series: 'a', from: 3, to: 5 },
    ])
    // Its old storage opens after all, and they come.
    await send(server, next, numbered('a', 0, 3, 5))
    await told()
    expect((await shown()).series).toMatchObject([
      { missing: [{ from: 4, to: 4 }], waiting: 0 },
      { missing: [], waiting: 1 },
    ])
    expect(await record()).toMatchObject({ received: 6, missing: 1 })
  })

  test('wait no more once an answer came that was given later under another series, and wait on if it was given before', async () => {
    const { server, token, shown, record } = await aKiosk(open)
    const given = (at: number, series: string, first: number) => ({
      series,
      submissions: [aSubmission({ id: anId(first), sequence: 1, finishedAt: at })],
      sent: server.clock.ms,
    })
    const began = server.clock.ms
    await contact(server, token, { lastSequence: 2, unsent: 2, series: 'b' })
    server.clock.ms += MINUTE
    // Of a storage that was taken over, and of which nothing had come.
    await send(server, token, given(began - MINUTE, 'a', 1))
    expect(await record()).toMatchObject({ missing: 0 })
    expect((await shown()).series).toContainEqual(
      expect.objectContaining({ series: 'b', missing: [], waiting: 2 }),
    )
    const wiped = server.clock.ms
    await send(server, token, given(wiped, 'c', 2))
    expect(await record()).toMatchObject({ missing: 2 })
    expect((await shown()).series).toContainEqual(
      expect.objectContaining({ series: 'b', missing: [{ from: 1, to: 2, since: wiped }] }),
    )
  })

  test('have come also as a copy that was kept, in its series', async () => {
    const { server, admin, token, record, gaps, shown } = await aKiosk(open)
    await send(server, token, { submissions: sequences(1, 2, 4), series: 'a' })
    // Under ids that came with other content: one number is new, one is not, and one is the highest.
    const copies = [
      aSubmission({ id: anId(1), sequence: 3 }),
      aSubmission({ id: anId(1), sequence: 4 }),
      aSubmission({ id: anId(2), sequence: 7 }),
    ]
    for (let times = 0; times < 2; times++) {
      const reply = await send(server, token, { submissions: copies, series: 'a' })
      expect(reply.json().conflicted).toHaveLength(2)
      expect(await gaps()).toEqual([[5, 6]])
      expect(await record()).toMatchObject({ received: 5, missing: 2 })
    }
    expect((await shown()).series).toHaveLength(1)
    expect(await verifySeries(server.store.db)).toEqual([])
    server.clock.ms += MINUTE
    await contact(server, token, { lastSequence: 10, unsent: 1, quarantined: 1, series: 'a' })
    expect(await record()).toMatchObject({ missing: 3 })
    expect(await gaps()).toEqual([[5, 6]])
    server.clock.ms += MINUTE
    await contact(server, token, { lastSequence: 10, series: 'a' })
    expect(await record()).toMatchObject({ missing: 5 })
    expect(await missingIn(admin)).toEqual({ numbers: 5, devices: 1 })
    expect(await gaps()).toEqual([
      [5, 6],
      [8, 10],
    ])
  })

  test('may be as large as numbers are, and as scattered as somebody likes', async () => {
    const { server, admin, token, record, shown } = await aKiosk(open)
    await send(server, token, { submissions: sequences(1, 2, 4_000_000), series: 'a' })
    const large = [MOST - 2, MOST].map((sequence, i) =>
      aSubmission({ id: anId(500 + i), sequence }),
    )
    await send(server, token, { submissions: large, series: 'b' })
    const { series } = await shown()
    expect(series.map(({ has, missing }) => [has.map(fromTo), missing.map(fromTo)])).toEqual([
      [
        [
          [1, 2],
          [4_000_000, 4_000_000],
        ],
        [[3, 3_999_999]],
      ],
      [
        [
          [MOST - 2, MOST - 2],
          [MOST, MOST],
        ],
        [
          [1, MOST - 3],
          [MOST - 1, MOST - 1],
        ],
      ],
    ])
    expect(await record()).toMatchObject({ received: 5, missing: MOST })
    expect(await missingIn(admin)).toEqual({ numbers: MOST, devices: 1 })
    await contact(server, token, {
      lastSequence: MOST,
      unsent: MOST,
      quarantined: MOST,
      series: 'c',
    })
    expect(await record()).toMatchObject({ received: 5, missing: MOST })
    const wrong = await contact(server, token, { lastSequence: 2 ** 53 })
    expect(wrong.statusCode).toBe(400)
  })

  test('are named a thousand runs long, and no further', async () => {
    const { server, token, shown } = await aKiosk(open)
    const odd = Array.from({ length: 1100 }, (_, i) => 2 * i + 1)
    for (let from = 0; from < odd.length; from += 400)
      await send(server, token, { submissions: sequences(...odd.slice(from, from + 400)) })
    const [series] = (await shown()).series
    expect(series).toMatchObject({ more: true, firstAt: server.clock.ms })
    expect([series?.has.length, series?.has.at(-1)]).toEqual([1000, { from: 1999, to: 1999 }])
    expect(series?.missing.at(-1)).toMatchObject({ from: 2000, to: 2000 })
  })

  test('of what is simulated are not counted as missing; those of a revoked device are', async () => {
    const { server, admin, does, id, token } = await aKiosk(open)
    await send(server, token, { submissions: sequences(1, 4) })
    await does('POST', `/api/devices/${id}/revoke`)
    expect(await missingIn(admin)).toEqual({ numbers: 2, devices: 1 })
    await server.store.db.updateTable('devices').set({ simulated: 1 }).execute()
    expect(await missingIn(admin)).toEqual({ numbers: 0, devices: 0 })
  })

  test('are counted right while devices send and tell of themselves at once', async () => {
    const { server, admin } = await aKiosk(open)
    const kiosks = [await aPairedKiosk(admin), await aPairedKiosk(admin), await aPairedKiosk(admin)]
    const replies = await Promise.all(
      kiosks.flatMap(({ token }, i) => [
        send(server, token, numbered('a', 1000 * i, 1, 3)),
        contact(server, token, {
          lastSequence: 6,
          unsent: 1,
          series: 'a',
          refusals: [{ assignment: null, reason: 'busy', count: 2 }],
          log: [{ at: 1, code: 'paired' }],
        }),
        send(server, token, numbered('a', 1000 * i, 4, 5)),
      ]),
    )
    expect(replies.map(({ statusCode }) => statusCode)).toEqual(Array(9).fill(200))
    const counts = ['received', 'highest', 'said', 'waiting'] as const
    const rows = await server.store.db.selectFrom('series').select(counts).execute()
    expect(rows).toEqual(Array(3).fill({ received: 4, highest: 5, said: 6, waiting: 1 }))
    expect(await missingIn(admin)).toEqual({ numbers: 6, devices: 3 })
  })

  test('are those of the rows, also when they are counted again', async () => {
    const { server, id, token } = await aKiosk(open)
    const { db } = server.store
    const batches = [[3, 1], [2, 3, 8], [8, 5], [4]].map((numbers) =>
      send(server, token, { submissions: sequences(...numbers), series: 'a' }),
    )
    await Promise.all(batches)
    await contact(server, token, { lastSequence: 9, unsent: 1, series: 'a' })
    const series = () => db.selectFrom('series').selectAll().execute()
    const right = {
      key: `${id}/a`,
      device: id,
      series: 'a',
      received: 6,
      highest: 8,
      said: 9,
      waiting: 1,
      said_at: server.clock.ms,
    }
    expect(await series()).toEqual([right])
    expect(await verifySeries(db)).toEqual([])
    await db.updateTable('series').set({ received: 7 }).execute()
    expect(await verifySeries(db)).toEqual([{ device: id, name: 'a', rows: 6, series: 7 }])
    await rebuildSeries(db)
    expect(await series()).toEqual([right])
  })
})
