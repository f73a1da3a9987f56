// Files that were carried by hand, over every store: each answer goes in once, whoever brings it and however often.
import { hash } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { armor, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { describe, expect, test } from 'vitest'
import { CARRIED_LIMITS } from '../../src/core/wire-field.ts'
import { ageRecipient } from '../../src/server/seal.ts'
import { newToken, tokenHash } from '../../src/server/secrets.ts'
import { logOf } from '../../src/server/store/device-said.ts'
import { verifySeries } from '../../src/server/store/series.ts'
import { allScores, anId } from '../make.ts'
import { AFTERNOON, STORES } from '../store/stores.ts'
import { aFile, aParcel, countsOf, handIn, refusedOf, seal, sealedFor } from './carried-files.ts'
import { documentOf, expectAsSaid } from './document.ts'
import { anInterview, aPhone, storedRows } from './field.ts'
import { aDevice, aServer, codesOf, postBatch, signedIn, storedIds } from './server.ts'

const DAY = 24 * 3_600_000
const YEAR = 365 * DAY

/** Interviews of one series, the first of them numbered so. */
function interviews(count: number, first = 1, fields: Parameters<typeof anInterview>[0] = {}) {
  return Array.from({ length: count }, (_, i) =>
    anInterview({ id: anId(first + i), sequence: first + i, ...fields }),
  )
}

/** A request of its own connection. `sent`: its last byte is under way. */
function over(port: number, { token }: { token: string }, body: Buffer): { sent: Promise<Socket> } {
  const socket = connect(port, '127.0.0.1')
  const head = [
    'POST /api/carried HTTP/1.1',
    'host: warga.test',
    `authorization: Bearer ${token}`,
    'content-type: application/octet-stream',
    `content-length: ${body.length}`,
  ]
  socket.write(`${head.join('\r\n')}\r\n\r\n`)
  return { sent: new Promise((resolve) => socket.write(body, () => resolve(socket))) }
}

async function firstLine(socket: Socket): Promise<string> {
  const [data] = await once(socket, 'data')
  socket.destroy()
  return String(data).split('\r\n')[0] ?? ''
}

describe.each(STORES)('a carried file on $name', ({ open }) => {
  async function aMeeting() {
    const server = await aServer({ open })
    const lost = await aPhone(server, { unit: 'rsud' })
    return { server, lost, kiosk: await aDevice(server) }
  }

  test('goes in through any paired device, in the name of who collected it', async () => {
    const { server, lost, kiosk } = await aMeeting()
    const log = [{ at: 7, code: 'app.started', detail: '0.3.0' } as const]
    const refusals = [{ assignment: null, reason: 'busy', count: 3 } as const]
    const parcel = aParcel(lost, interviews(3), { series: 'a', refusals })
    const bytes = await sealedFor(server, aFile([parcel], { log }))
    const reply = await handIn(server, kiosk, bytes)
    expectAsSaid(await documentOf(server), ['post', '/api/carried'], reply)
    expect(reply.json()).toEqual({
      file: hash('sha256', bytes),
      parcels: [
        { device: 'phone-1', name: 'Yuni Astuti', stored: 3, known: 0, conflicted: 0, refused: [] },
      ],
      written: AFTERNOON,
      time: AFTERNOON,
      epoch: 'epoch-1',
    })
    expect(await storedRows(server)).toMatchObject(
      [1, 2, 3].map((n) => ({ id: anId(n), device: 'phone-1', series: 'a' })),
    )
    expect(await logOf(server.store.db, 'phone-1')).toEqual(log)
    expect(await server.store.db.selectFrom('refusals').selectAll().execute()).toMatchObject([
      { device: 'phone-1', series: 'a', assignment: '', reason: 'busy', count: 3 },
    ])
    const [line] = await server.store.db.selectFrom('audit').selectAll().execute()
    expect(line).toMatchObject({
      who: kiosk.device.id,
      action: 'carried.delivered',
      subject: 'device/phone-1',
      detail: JSON.stringify({
        parcels: [{ device: 'phone-1', stored: 3, known: 0, conflicted: 0, refused: 0 }],
      }),
    })
    expect(server.logged()).not.toContain(lost.token)
    expect(line?.detail).not.toContain(lost.token)
  })

  test('changes nothing the second time, nor after its device has sent the same', async () => {
    const { server, lost, kiosk } = await aMeeting()
    const [first, ...others] = interviews(5)
    await postBatch(server, lost.token, [first])
    const file = aFile([aParcel(lost, [first, ...others])])
    const bytes = await sealedFor(server, file)
    expect(countsOf(await handIn(server, kiosk, bytes))).toEqual([[4, 1, 0, 0]])
    const rows = await server.store.db.selectFrom('submissions').selectAll().execute()
    expect(countsOf(await handIn(server, kiosk, bytes))).toEqual([[0, 5, 0, 0]])
    expect(countsOf(await handIn(server, lost, await sealedFor(server, file)))).toEqual([
      [0, 5, 0, 0],
    ])
    const late = (await postBatch(server, lost.token, [first, ...others])).json()
    expect([late.known.length, late.stored.length]).toEqual([5, 0])
    expect(await server.store.db.selectFrom('submissions').selectAll().execute()).toEqual(rows)
    expect(await verifySeries(server.store.db)).toEqual([])
  })

  test('goes in once when several bring it at the same time', async () => {
    const { server, lost, kiosk } = await aMeeting()
    const bytes = await sealedFor(server, aFile([aParcel(lost, interviews(20))]))
    const replies = await Promise.all([1, 2, 3].map(() => handIn(server, kiosk, bytes)))
    expect(replies.flatMap(countsOf).sort()).toEqual([
      [0, 20, 0, 0],
      [0, 20, 0, 0],
      [20, 0, 0, 0],
    ])
  })

  test('is not opened for a carrier that went while others were before it', async () => {
    const { server, lost, kiosk } = await aMeeting()
    const port = Number(new URL(await server.app.listen({ host: '127.0.0.1', port: 0 })).port)
    const sealed = (count: number, first: number) =>
      sealedFor(server, aFile([aParcel(lost, interviews(count, first))]))
    const [first, gone, last] = [
      await sealed(3000, 1),
      await sealed(1, 4001),
      await sealed(1, 5001),
    ]
    const opened = [over(port, kiosk, first)]
    // Sent whole, and no receipt waited for.
    ;(await over(port, kiosk, gone).sent).destroy()
    opened.push(over(port, kiosk, last))
    const replies = await Promise.all(opened.map(({ sent }) => sent.then(firstLine)))
    expect(replies).toEqual(['HTTP/1.1 200 OK', 'HTTP/1.1 200 OK'])
    expect(await storedIds(server)).toHaveLength(3001)
  })

  test('proves its collector by a token, also one that was replaced or revoked', async () => {
    const { server, lost, kiosk } = await aMeeting()
    const former = newToken()
    const { db } = server.store
    await db
      .insertInto('former_tokens')
      .values({ hash: tokenHash(former), device: 'phone-1', ended_at: 1 })
      .execute()
    await db.updateTable('devices').set({ revoked_at: 1 }).where('id', '=', 'phone-1').execute()
    const parcels = [
      aParcel(lost, interviews(1)),
      aParcel({ ...lost, token: newToken() }, interviews(2, 2)),
      aParcel({ ...lost, token: former }, interviews(1, 4)),
      aParcel({ device: kiosk.device, token: former }, interviews(1, 5)),
      aParcel({ device: { id: 'phone-9' }, token: former }, interviews(1, 6)),
    ]
    const reply = await handIn(server, kiosk, await sealedFor(server, aFile(parcels)))
    expect(countsOf(reply)).toEqual([
      [1, 0, 0, 0],
      [0, 0, 0, 2],
      [1, 0, 0, 0],
      [0, 0, 0, 1],
      [0, 0, 0, 1],
    ])
    expect(refusedOf(reply).slice(0, 2)).toEqual([
      `${anId(2)} token.unknown parcels.1.token`,
      `${anId(3)} token.unknown parcels.1.token`,
    ])
    expect(await storedIds(server)).toEqual([anId(1), anId(4)])
    expect(codesOf(await handIn(server, lost, Buffer.from('x')))).toEqual(['device.revoked'])
  })

  test('goes in by hand through an account that may, from our own page only', async () => {
    const { server, lost } = await aMeeting()
    const cookie = await signedIn(server, { username: 'rina', role: 'planner' })
    const officer = await signedIn(server, { username: 'siti', role: 'officer', unit: 'rsud' })
    const bytes = await sealedFor(server, aFile([aParcel(lost, interviews(2))]))
    const foreign = await handIn(server, { cookie, origin: 'https://jahat.example' }, bytes)
    expect(codesOf(foreign)).toEqual(['session.origin'])
    expect(codesOf(await handIn(server, { cookie: officer }, bytes))).toEqual(['role.forbidden'])
    const reply = await handIn(server, { cookie }, bytes, 'application/age')
    expectAsSaid(await documentOf(server), ['post', '/api/carried/by-hand'], reply)
    expect(countsOf(reply)).toEqual([[2, 0, 0, 0]])
    const lines = await server.store.db.selectFrom('audit').selectAll().execute()
    expect(lines).toMatchObject([{ who: 'rina', action: 'carried.delivered' }])
  })

  test('one bad answer in it stays out alone, and a changed one is kept as a conflict', async () => {
    const { server, lost, kiosk } = await aMeeting()
    await postBatch(server, lost.token, interviews(1))
    const submissions = [
      ...interviews(1, 1, { answers: allScores(1) }),
      ...interviews(1, 2, { unit: 'x' }),
      { ...anInterview({ id: anId(3), sequence: 3 }), sequence: 0 },
      7,
      { id: 'a\u0000b' },
      ...interviews(1, 4),
    ]
    const reply = await handIn(
      server,
      kiosk,
      await sealedFor(server, aFile([aParcel(lost, submissions)])),
    )
    expect(countsOf(reply)).toEqual([[1, 0, 1, 3]])
    expect(refusedOf(reply)).toEqual([
      `${anId(2)} unit.unknown unit`,
      `${anId(3)} field.range sequence`,
      ' batch.shape parcels.0.submissions.3',
    ])
  })

  test('that was carried for ten days has its answers on the days when they were given', async () => {
    const { server, lost, kiosk } = await aMeeting()
    const submissions = [
      ...interviews(1, 1, { finishedAt: AFTERNOON - 12 * DAY }),
      ...interviews(1, 2, { finishedAt: AFTERNOON - 10 * DAY }),
    ]
    const file = aFile([aParcel(lost, submissions)], { written: AFTERNOON - 10 * DAY })
    await handIn(server, kiosk, await sealedFor(server, file))
    expect(await storedRows(server)).toMatchObject([
      { day: '2026-11-12', flags: 'carried', offset_ms: 0 },
      { day: '2026-11-14', flags: 'carried', offset_ms: 0 },
    ])
  })

  test.each([
    ['behind', -YEAR],
    ['ahead', YEAR],
  ])('of a device whose clock is a year %s is put right by its last report', async (_, wrongMs) => {
    const { server, lost, kiosk } = await aMeeting()
    await server.app.inject({
      method: 'POST',
      url: '/api/contact',
      headers: { authorization: `Bearer ${lost.token}` },
      payload: {
        ...{ sent: AFTERNOON + wrongMs, app: 'test', unsent: 0, oldestUnsentAt: null },
        ...{ quarantined: 0, lastSequence: 0, persisted: null, usedBytes: null },
        ...{ quotaBytes: null, trouble: null },
      },
    })
    const submissions = interviews(1, 1, { finishedAt: AFTERNOON + wrongMs + DAY })
    const file = aFile([aParcel(lost, submissions)], { written: AFTERNOON + wrongMs + 2 * DAY })
    const bytes = await sealedFor(server, file)
    server.clock.ms += 12 * DAY
    await handIn(server, kiosk, bytes)
    expect(await storedRows(server)).toMatchObject([
      { day: '2026-11-25', flags: 'clock.skewed carried', offset_ms: -wrongMs },
    ])
  })

  test('of a device that never reported was not written after it came', async () => {
    const { server, lost, kiosk } = await aMeeting()
    const written = AFTERNOON + YEAR
    const submissions = interviews(1, 1, { finishedAt: written - 2 * DAY })
    await handIn(
      server,
      kiosk,
      await sealedFor(server, aFile([aParcel(lost, submissions)], { written })),
    )
    expect(await storedRows(server)).toMatchObject([
      { day: '2026-11-22', flags: 'clock.skewed carried', offset_ms: -YEAR },
    ])
  })

  test('says beside the answers what may be unknown here: it stands in no answer’s way', async () => {
    const { server, lost, kiosk } = await aMeeting()
    const parcel = {
      ...aParcel(lost, interviews(1)),
      refusals: [{ reason: 'x' }, { assignment: 'a\u0000', reason: 'busy', count: 1 }],
    }
    const log = [{ at: 1, code: 'not.known.yet' }, 7, { at: 2, code: 'paired' }]
    const file = { ...aFile([]), parcels: [parcel], log }
    expect(countsOf(await handIn(server, kiosk, await sealedFor(server, file)))).toEqual([
      [1, 0, 0, 0],
    ])
    expect(await logOf(server.store.db, 'phone-1')).toEqual([{ at: 2, code: 'paired' }])
    expect(await server.store.db.selectFrom('refusals').selectAll().execute()).toEqual([])
  })

  test('is sealed for one key, whichever of many servers is asked first', async () => {
    const { server } = await aMeeting()
    const asked = await Promise.all([1, 2, 3, 4].map(() => ageRecipient(server.store.db)))
    expect(new Set(asked).size).toBe(1)
  })
})

describe('what is no such file', () => {
  async function asked() {
    const server = await aServer()
    const lost = await aPhone(server)
    return {
      server,
      lost,
      codes: async (bytes: Buffer | string) => codesOf(await handIn(server, lost, bytes)),
      sealed: (file: unknown) => sealedFor(server, file),
    }
  }

  test('is named: not ours, damaged, sealed for another', async () => {
    const { server, lost, codes, sealed } = await asked()
    const good = await sealed(aFile([aParcel(lost, interviews(2))]))
    expect(await codes('halo')).toEqual(['carried.format'])
    expect(await codes(good.subarray(0, good.length - 1))).toEqual(['carried.format'])
    const bent = Buffer.from(good)
    bent[good.length - 20] = (bent[good.length - 20] ?? 0) ^ 1
    expect(await codes(bent)).toEqual(['carried.format'])
    const another = await identityToRecipient(await generateX25519Identity())
    expect(await codes(await seal(another, Buffer.from('{}')))).toEqual(['carried.key'])
    expect(await codes('')).toEqual(['carried.format'])
    expect(codesOf(await handIn(server, lost, 'x', 'text/plain'))).toEqual(['body.type'])
    expect(countsOf(await handIn(server, lost, good))).toEqual([[2, 0, 0, 0]])
  })

  test('is named: other text than that of a file', async () => {
    const { server, lost, codes, sealed } = await asked()
    const parcel = aParcel(lost, [])
    const wrong = [
      'halo',
      '[]',
      { ...aFile([]), format: 'suara-warga-file@2' },
      { ...aFile([]), written: -1 },
      { ...aFile([]), written: 1e300 },
      { ...aFile([]), more: 1 },
      aFile([{ ...parcel, device: 'a\u0000' }]),
      aFile([{ ...parcel, series: 'a/b' }]),
      { ...aFile([]), parcels: [{ ...parcel, submissions: 7 }] },
      '{"a":'.repeat(100_000),
    ]
    for (const file of wrong) expect(await codes(await sealed(file))).toEqual(['carried.format'])
    const utf16 = Buffer.from('{}', 'utf16le')
    utf16[1] = 0xff
    expect(await codes(await seal(await ageRecipient(server.store.db), utf16))).toEqual([
      'carried.format',
    ])
    const halfPacked = gzipSync('{}').subarray(0, 12)
    expect(await codes(await seal(await ageRecipient(server.store.db), halfPacked))).toEqual([
      'carried.format',
    ])
  })

  test('is named: too large, also only once it is unpacked', async () => {
    const { lost, codes, sealed } = await asked()
    expect(await codes(Buffer.alloc(CARRIED_LIMITS.sealedBytes + 1))).toEqual(['body.too-large'])
    expect(await codes(await sealed(' '.repeat(CARRIED_LIMITS.plainBytes + 1)))).toEqual([
      'body.too-large',
    ])
    const many = Array.from({ length: CARRIED_LIMITS.items + 1 }, () => 1)
    expect(await codes(await sealed(aFile([aParcel(lost, many)])))).toEqual(['batch.too-many'])
  })

  test('may be lines of text, and need not be packed', async () => {
    const { server, lost } = await asked()
    const file = JSON.stringify(aFile([aParcel(lost, interviews(1))]))
    const bytes = await seal(await ageRecipient(server.store.db), Buffer.from(file))
    expect(countsOf(await handIn(server, lost, armor.encode(bytes)))).toEqual([[1, 0, 0, 0]])
  })
})
