// What a real server owes: nothing lost, nothing twice, whatever ends it.
import { once } from 'node:events'
import { request } from 'node:http'
import { describe, expect, test } from 'vitest'
import { openStore } from '../../src/server/store/open.ts'
import { anId, aSubmission } from '../make.ts'
import { STORES } from '../store/stores.ts'
import { ALL_WELL, aKioskIn, cli, cliJson, post, startServer } from './process.ts'

async function storedIn(place: string): Promise<Set<string>> {
  const store = await openStore(place, 'unused')
  const rows = await store.db.selectFrom('submissions').select('id').execute()
  await store.close()
  return new Set(rows.map(({ id }) => id))
}

describe.each(STORES)('$name: a real server', { timeout: 60_000 }, ({ newPlace }) => {
  test('replay storm: 50 answers, each posted eight times at once: 50 rows, 400 honest receipts', async () => {
    const place = await newPlace()
    const token = await aKioskIn(place)
    const server = await startServer(place)
    const posts = Array.from({ length: 8 }, () =>
      Array.from({ length: 50 }, (_, i) =>
        post(server.url, token, [aSubmission({ id: anId(i), sequence: i + 1 })]),
      ),
    ).flat()
    const answers = await Promise.all(posts)
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    const count = (kind: 'stored' | 'known' | 'conflicted') =>
      answers.flatMap(({ receipt }) => receipt[kind]).length
    expect([count('stored'), count('known'), count('conflicted')]).toEqual([50, 350, 0])
    expect((await storedIn(place)).size).toBe(50)
    expect(await cliJson(place, ['verify'])).toMatchObject(ALL_WELL)
  })

  test('killed during 200 batches, three times: nothing acknowledged is missing', async () => {
    const place = await newPlace()
    const token = await aKioskIn(place)
    const acknowledged = new Set<string>()
    for (const round of [0, 1, 2]) {
      const server = await startServer(place)
      const batches = Array.from({ length: 200 }, (_, b) =>
        Array.from({ length: 20 }, (_, i) =>
          aSubmission({ id: anId(round * 10_000 + b * 20 + i), sequence: b * 20 + i + 1 }),
        ),
      )
      let answered = 0
      const send = async (batch: ReturnType<typeof aSubmission>[]) => {
        const { receipt } = await post(server.url, token, batch)
        for (const id of [...receipt.stored, ...receipt.known]) acknowledged.add(id)
        if (++answered === 40 + round * 35) await server.end('SIGKILL')
      }
      const results = await Promise.allSettled(batches.map(send))
      expect(results.some(({ status }) => status === 'rejected')).toBe(true)
    }
    const stored = await storedIn(place)
    expect(acknowledged.size).toBeGreaterThan(1000)
    expect([...acknowledged].filter((id) => !stored.has(id))).toEqual([])
    expect((await cliJson(place, ['verify'])).differences).toEqual([])
  })

  test.each(['SIGTERM', 'SIGINT'] as const)(
    'stopped by %s it answers what is on its way, and ends well',
    async (signal) => {
      const place = await newPlace()
      const token = await aKioskIn(place)
      const server = await startServer(place)
      // A post whose second half comes only after the signal.
      const body = JSON.stringify({ sent: Date.now(), submissions: [aSubmission()] })
      const slow = request(`${server.url}/api/submissions`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          authorization: `Bearer ${token}`,
          expect: '100-continue',
        },
      })
      const answered = once(slow, 'response')
      slow.flushHeaders()
      // The server has read the head: the post is on its way.
      await once(slow, 'continue')
      slow.write(body.slice(0, 100))
      const ended = server.end(signal)
      slow.end(body.slice(100))
      const [response] = await answered
      response.resume()
      expect(response.statusCode).toBe(200)
      expect((await ended).code).toBe(0)
      expect(await storedIn(place)).toEqual(new Set([anId(1)]))
    },
  )

  test('commands work beside it: every post is answered 200 while they write', async () => {
    const place = await newPlace()
    await cli(place, ['demo', '--answers', '600'])
    const kiosk = ['create-device', '--kind', 'kiosk', '--unit', 'disdukcapil', '--token']
    const { token } = await cliJson(place, kiosk)
    const server = await startServer(place)
    let writing = true
    const commands = Promise.all([
      cli(place, ['rebuild']),
      cli(place, ['verify']),
      cli(place, ['create-device', '--kind', 'kiosk', '--unit', 'rsud']),
      cli(place, ['create-person', '--username', 'planner', '--role', 'planner'], {
        input: 'a long password',
      }),
    ]).finally(() => {
      writing = false
    })
    const statuses = new Map<number, number>()
    for (let i = 0; writing; i++) {
      const { status } = await post(server.url, token, [
        aSubmission({ id: anId(i), sequence: i + 1 }),
      ])
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
    }
    expect((await commands).map(({ code }) => code)).toEqual([0, 0, 0, 0])
    expect([...statuses.keys()]).toEqual([200])
    expect(statuses.get(200)).toBeGreaterThan(20)
    expect((await cliJson(place, ['verify'])).ok).toBe(true)
  })

  test('three commands at once bring a new database up once', async () => {
    const place = await newPlace()
    const migrations = await Promise.all([1, 2, 3].map(() => cliJson(place, ['migrate'])))
    expect(migrations.flatMap(({ migrated }) => migrated)).toEqual([
      '0001-start',
      '0002-people-and-devices',
      '0003-field',
    ])
  })
})
