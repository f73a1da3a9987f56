// Several real server processes on one PostgreSQL, and a PostgreSQL that is killed: nothing lost, nothing twice.
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Submission } from '../../src/core/submission.ts'
import { anId, aSubmission } from '../make.ts'
import { aDatabase } from '../store/databases.ts'
import { ask, type RunningPostgres, startPostgres } from '../store/postgres.ts'
import { ALL_WELL, aKioskIn, cli, cliJson, post, startServer } from './process.ts'

const SERVERS = 4

function answers(count: number, from = 0): Submission[] {
  return Array.from({ length: count }, (_, i) =>
    aSubmission({ id: anId(from + i), sequence: from + i + 1 }),
  )
}

async function idsIn(place: string): Promise<string[]> {
  const rows = await ask<{ id: string }>(place, 'select id from submissions order by id')
  return rows.map(({ id }) => id)
}

describe('real servers on one PostgreSQL', { timeout: 120_000 }, () => {
  test('four of them in a replay storm with overlapping answers: one row each, no error', async () => {
    const place = await aDatabase({ empty: true })
    const token = await aKioskIn(place)
    const servers = await Promise.all(Array.from({ length: SERVERS }, () => startServer(place)))
    const all = answers(400)
    const posts = servers.flatMap(({ url }, server) =>
      Array.from({ length: 20 }, (_, i) => {
        // Half of each batch is in the next one's, and every server takes them in an order of its own.
        const from = ((i * 7 + server * 3) % 19) * 20
        const batch = all.slice(from, from + 40)
        return post(url, token, (i + server) % 2 ? batch.reverse() : batch)
      }),
    )
    const replies = await Promise.all(posts)
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]))
    const count = (kind: 'stored' | 'known' | 'conflicted' | 'refused') =>
      replies.flatMap(({ receipt }) => receipt[kind]).length
    expect([count('stored'), count('conflicted'), count('refused')]).toEqual([400, 0, 0])
    expect(count('known')).toBe(SERVERS * 20 * 40 - 400)
    expect(await idsIn(place)).toEqual(all.map(({ id }) => id))
    expect(await cliJson(place, ['verify'])).toMatchObject(ALL_WELL)
    for (const server of servers) expect(server.stderr()).not.toContain('"level":50')
  })

  test('one of them killed: the others go on, and what it acknowledged is there', async () => {
    const place = await aDatabase({ empty: true })
    const token = await aKioskIn(place)
    const [victim, ...others] = await Promise.all(
      Array.from({ length: 3 }, () => startServer(place)),
    )
    if (!victim) throw new Error('no server')
    const acknowledged = new Set<string>()
    // More than it writes in one transaction: at its first answer the others of its posts are still open.
    const posts = Array.from({ length: 150 }, async (_, i) => {
      const server = i % 5 < 3 ? victim : (others[i % 2] ?? victim)
      const { receipt } = await post(server.url, token, answers(40, i * 40))
      for (const id of [...receipt.stored, ...receipt.known]) acknowledged.add(id)
      if (server === victim) await victim.end('SIGKILL')
    })
    const lost = (await Promise.allSettled(posts)).filter(({ status }) => status === 'rejected')
    expect(lost.length).toBeGreaterThan(0)
    expect(acknowledged.size).toBeGreaterThan(60 * 40)
    const replay = await post(others[0]?.url ?? '', token, answers(500))
    expect(replay.status).toBe(200)
    const stored = new Set(await idsIn(place))
    expect([...acknowledged].filter((id) => !stored.has(id))).toEqual([])
    expect((await cliJson(place, ['verify'])).differences).toEqual([])
  })

  test('the tallies made again beside two busy servers stay equal to the rows', async () => {
    const place = await aDatabase({ empty: true })
    const token = await aKioskIn(place)
    const servers = await Promise.all([startServer(place), startServer(place)])
    let rebuilding = true
    const statuses = new Set<number>()
    const senders = servers.map(async ({ url }, server) => {
      for (let i = 0; rebuilding; i++) {
        const { status } = await post(url, token, answers(25, server * 100_000 + i * 25))
        statuses.add(status)
      }
    })
    const codes = [await cli(place, ['rebuild']), await cli(place, ['rebuild'])]
    rebuilding = false
    await Promise.all(senders)
    expect(codes.map(({ code }) => code)).toEqual([0, 0])
    expect([...statuses]).toEqual([200])
    expect((await cliJson(place, ['verify'])).differences).toEqual([])
  })
})

describe('a PostgreSQL that is killed', { timeout: 120_000 }, () => {
  async function aServerOfItsOwn(): Promise<RunningPostgres> {
    const postgres = await startPostgres()
    onTestFinished(() => postgres.stop())
    return postgres
  }

  test('under load: 503 until it is back, then 200 without a restart; nothing acknowledged is lost', async () => {
    const postgres = await aServerOfItsOwn()
    const place = postgres.url('postgres')
    const token = await aKioskIn(place)
    const server = await startServer(place)
    const acknowledged = new Set<string>()
    const statuses: number[] = []
    let answered = 0
    async function send(batch: number): Promise<void> {
      const { status, receipt } = await post(server.url, token, answers(20, batch * 20))
      statuses.push(status)
      if (status === 200)
        for (const id of [...receipt.stored, ...receipt.known]) acknowledged.add(id)
      if (++answered === 25) await postgres.kill()
    }
    await Promise.all(Array.from({ length: 100 }, (_, batch) => send(batch)))
    expect(new Set(statuses)).toEqual(new Set([200, 503]))

    const gone = await fetch(`${server.url}/api/health`)
    expect([gone.status, gone.headers.get('retry-after')]).toEqual([503, expect.any(String)])
    const refused = await post(server.url, token, answers(1))
    expect(refused.status).toBe(503)
    expect(refused.receipt.problems).toEqual([{ code: 'database.unreachable' }])

    await postgres.start()
    // As a device does: what has no receipt is sent again. It may come while the database still mends itself.
    const again = await untilStored(server.url, token, answers(100))
    expect(again).toHaveLength(100)
    const stored = new Set(await idsIn(place))
    expect([...acknowledged].filter((id) => !stored.has(id))).toEqual([])
    expect((await cliJson(place, ['verify'])).differences).toEqual([])
    expect((await fetch(`${server.url}/api/health`)).status).toBe(200)
    expect((await server.end('SIGTERM')).code).toBe(0)
  })

  test('idle: the server stays, and the next post after its return is stored', async () => {
    const postgres = await aServerOfItsOwn()
    const place = postgres.url('postgres')
    const token = await aKioskIn(place)
    const server = await startServer(place)
    expect((await post(server.url, token, answers(1))).status).toBe(200)
    await postgres.kill()
    await postgres.start()
    expect(await untilStored(server.url, token, answers(3))).toHaveLength(3)
  })

  test('at start: the server says that it cannot reach it, without the password, and ends', async () => {
    const nowhere = 'postgres://suara:secret@127.0.0.1:1/none'
    const started = startServer(nowhere)
    await expect(started).rejects.toThrow('DATABASE_URL postgres://127.0.0.1:1/none')
    await expect(started).rejects.not.toThrow('secret')
    const said = await cli(nowhere, ['verify', '--json'])
    expect([said.code, JSON.parse(said.stdout).problems[0].code]).toEqual([
      1,
      'database.unreachable',
    ])
  })
})

/** Posts until it is answered 200, as long as the answer is to come again. @returns the ids of the receipt */
async function untilStored(url: string, token: string, batch: Submission[]): Promise<string[]> {
  for (;;) {
    const { status, receipt } = await post(url, token, batch)
    if (status === 200) return [...receipt.stored, ...receipt.known]
    expect(status).toBe(503)
  }
}
