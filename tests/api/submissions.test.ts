// Handing in answers: a receipt that names every id once, whatever came.
import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { parseReceipt } from '../../src/core/receipt.ts'
import { MOST_WAITING } from '../../src/server/ingest-queue.ts'
import { allScores, anId, aSubmission } from '../make.ts'
import { aDelivery } from '../store/stores.ts'
import { aDevice, aServer, codesOf, postBatch, postRaw, storedIds } from './server.ts'

describe('a device hands in answers', () => {
  test('while too much waits to be written it is told to come again, and when', async () => {
    const server = await aServer()
    const { token } = await aDevice(server)
    const batch = Array.from({ length: 500 }, (_, i) => aSubmission({ id: anId(1000 + i) }))
    let crowded = true
    // As many as may wait, each followed by the next.
    const crowd = Array.from({ length: MOST_WAITING / 500 }, async () => {
      while (crowded) await server.parts.queue.add(aDelivery(batch))
    })
    const reply = await postBatch(server, token, [aSubmission()])
    crowded = false
    expect([reply.statusCode, codesOf(reply)]).toEqual([503, ['server.busy']])
    expect(reply.headers['retry-after']).toBe('5')
    await Promise.all(crowd)
    expect((await postBatch(server, token, [aSubmission()])).json().stored).toEqual([anId(1)])
  }, 60_000)

  test('new ones are stored, the same again are known, in one receipt', async () => {
    const server = await aServer()
    const { token } = await aDevice(server)
    await postBatch(server, token, [aSubmission()])
    const reply = await postBatch(server, token, [aSubmission({ id: anId(2) }), aSubmission()])
    expect(reply.statusCode).toBe(200)
    expect(parseReceipt(reply.json()).ok).toBe(true)
    expect(reply.json()).toEqual({
      stored: [anId(2)],
      known: [anId(1)],
      conflicted: [],
      refused: [],
      time: server.clock.ms,
      epoch: 'epoch-1',
    })
  })

  test('gzip is read as plain is', async () => {
    const server = await aServer()
    const { token } = await aDevice(server)
    const body = JSON.stringify({ sent: server.clock.ms, submissions: [aSubmission()] })
    const reply = await postRaw(server, token, gzipSync(body), { 'content-encoding': 'gzip' })
    expect(reply.json().stored).toEqual([anId(1)])
  })

  test('a wrong answer is refused by name with every problem, beside good ones', async () => {
    const server = await aServer()
    const { token } = await aDevice(server)
    const wrong = { ...aSubmission({ id: anId(2) }), answers: { waktu: 5 }, sequence: 0 }
    const reply = await postBatch(server, token, [wrong, aSubmission()])
    expect(reply.json()).toMatchObject({
      stored: [anId(1)],
      refused: [
        {
          id: anId(2),
          problems: [
            { code: 'field.range', path: 'sequence' },
            { code: 'score.range', path: 'answers.waktu' },
          ],
        },
      ],
    })
    expect(await storedIds(server)).toEqual([anId(1)])
  })

  test('an id that is no UUID is refused by that id', async () => {
    const server = await aServer()
    const { token } = await aDevice(server)
    const reply = await postBatch(server, token, [{ ...aSubmission(), id: 'form 12' }])
    expect(reply.json().refused).toMatchObject([
      { id: 'form 12', problems: [{ code: 'id.format', path: 'id' }] },
    ])
  })

  test.each([
    ['a number', 7],
    ['null', null],
    ['a list', []],
    ['no id', { ...aSubmission(), id: undefined }],
    ['an id that is a number', { ...aSubmission(), id: 7 }],
    ['an empty id', { ...aSubmission(), id: '' }],
    ['an id with a line end', { ...aSubmission(), id: 'a\nb' }],
    ['an id of 65 characters', { ...aSubmission(), id: 'x'.repeat(65) }],
  ])('%s among good ones: nobody could be named, so nothing is stored', async (_, item) => {
    const server = await aServer()
    const { token } = await aDevice(server)
    const reply = await postBatch(server, token, [aSubmission({ id: anId(9) }), item])
    expect(reply.statusCode).toBe(400)
    expect(reply.json().problems).toMatchObject([
      { code: 'batch.shape', path: expect.stringMatching(/^submissions\.1/) },
    ])
    expect(await storedIds(server)).toEqual([])
  })

  test('an id twice in a batch stands once in the receipt', async () => {
    const server = await aServer()
    const { token } = await aDevice(server)
    const same = await postBatch(server, token, [aSubmission(), aSubmission()])
    expect(same.json()).toMatchObject({ stored: [anId(1)], known: [], conflicted: [] })
    const [a, b] = [1, 4].map((score) =>
      aSubmission({ id: anId(2), answers: allScores(score as 1 | 4) }),
    )
    const different = await postBatch(server, token, [a, b])
    expect(different.json()).toMatchObject({ stored: [], known: [], conflicted: [anId(2)] })
    const again = await postBatch(server, token, [a, b])
    expect(again.json()).toMatchObject({ stored: [], known: [], conflicted: [anId(2)] })
    expect(await storedIds(server)).toEqual([anId(1), anId(2)])
  })

  test('an empty batch gets an empty receipt', async () => {
    const server = await aServer()
    const { token } = await aDevice(server)
    const reply = await postBatch(server, token, [])
    expect(reply.json()).toMatchObject({ stored: [], known: [], conflicted: [], refused: [] })
  })

  test('500 answers are one batch, and no count of posts is too many', async () => {
    const server = await aServer()
    const { token } = await aDevice(server)
    const batch = Array.from({ length: 500 }, (_, i) => aSubmission({ id: anId(i) }))
    expect((await postBatch(server, token, batch)).json().stored).toHaveLength(500)
    const replies = await Promise.all(
      Array.from({ length: 60 }, () => postBatch(server, token, [aSubmission()])),
    )
    expect(new Set(replies.map(({ statusCode }) => statusCode))).toEqual(new Set([200]))
  })

  test('a device that is revoked is told so, and nothing is stored', async () => {
    const server = await aServer()
    const { device, token } = await aDevice(server)
    const revoked = { revoked_at: server.clock.ms }
    await server.store.db.updateTable('devices').set(revoked).where('id', '=', device.id).execute()
    const reply = await postBatch(server, token, [aSubmission()])
    expect([reply.statusCode, codesOf(reply)]).toEqual([403, ['device.revoked']])
    expect(await storedIds(server)).toEqual([])
  })

  test('a full disk is 503 with when to come again, and nothing is partly stored', async () => {
    const server = await aServer()
    const { token } = await aDevice(server)
    await sql`pragma max_page_count = 1`.execute(server.store.db)
    const comment = 'x'.repeat(2000)
    const batch = Array.from({ length: 500 }, (_, i) => aSubmission({ id: anId(i), comment }))
    const reply = await postBatch(server, token, batch)
    expect([reply.statusCode, codesOf(reply)]).toEqual([503, ['database.unreachable']])
    expect(Number(reply.headers['retry-after'])).toBeGreaterThan(0)
    expect(await storedIds(server)).toEqual([])
    await sql`pragma max_page_count = 1000000`.execute(server.store.db)
    expect((await postBatch(server, token, batch)).json().stored).toHaveLength(500)
  })

  test('a database that does not answer is what the health call says', async () => {
    const server = await aServer()
    expect((await server.app.inject('/api/health')).json()).toMatchObject({ ok: true })
    await server.store.close()
    const reply = await server.app.inject('/api/health')
    expect([reply.statusCode, codesOf(reply)]).toEqual([503, ['database.unreachable']])
  })
})
