// How the server starts, what it says, and what it never says.

import { once } from 'node:events'
import { createServer } from 'node:net'
import { sql } from 'kysely'
import { describe, expect, onTestFinished, test } from 'vitest'
import { aSubmission } from '../make.ts'
import { STORES, tempDirectory } from '../store/stores.ts'
import { aKioskIn, cli, cliJson, failToStart, post, startServer } from './process.ts'

describe('the server', { timeout: 30_000 }, () => {
  test('prints one line when it listens, and a link that works once when nobody is there yet', async () => {
    const directory = tempDirectory()
    const server = await startServer(directory)
    expect(server.stdout()).toMatch(/^Suara Warga: http:\/\/127\.0\.0\.1:\d+\n$/)
    const health = await (await fetch(`${server.url}/api/health`)).json()
    expect(health).toEqual({ ok: true, version: expect.any(String), database: 'sqlite' })
    const { stdout, stderr } = await server.end('SIGTERM')
    expect(stdout).toBe(server.stdout())
    expect(stderr).toMatch(new RegExp(`Mulai di sini.*${server.url}/mulai#[\\w-]{43}`))

    const again = await startServer(directory)
    const [first, second] = [stderr, (await again.end('SIGTERM')).stderr].map(
      (text) => /#([\w-]{43})/.exec(text)?.[1],
    )
    expect(second).toBeDefined()
    expect(second).not.toBe(first)
  })

  test('prints its link again while nothing but the example is there', async () => {
    const directory = tempDirectory()
    await cli(directory, ['demo', '--answers', '50'])
    const server = await startServer(directory)
    await expect.poll(() => server.stderr()).toMatch(/#[\w-]{43}/)
    const key = /#([\w-]{43})/.exec(server.stderr())?.[1]
    const reply = await fetch(`${server.url}/api/start`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key }),
    })
    expect(reply.status).toBe(200)
    await server.end('SIGTERM')
    const { stderr } = await (await startServer(directory)).end('SIGTERM')
    expect(stderr).not.toContain('/mulai')
  })

  test('prints no link once somebody has an account', async () => {
    const directory = tempDirectory()
    await cli(directory, ['create-person', '--username', 'admin', '--role', 'admin'], {
      input: 'a long password\n',
    })
    const server = await startServer(directory)
    const { stderr } = await server.end('SIGTERM')
    expect(stderr).not.toContain('/mulai')
  })

  test('puts its public address into the link', async () => {
    const env = { PUBLIC_URL: 'https://skm.example.go.id' }
    const server = await startServer(tempDirectory(), env)
    const { stderr } = await server.end('SIGTERM')
    expect(stderr).toContain('https://skm.example.go.id/mulai#')
  })

  test('names everything that is wrong with its settings at once, and ends with 1', async () => {
    const { code, stdout, stderr } = await failToStart(tempDirectory(), {
      PORT: 'eighty',
      DATABASE_URL: 'mysql://siti:rahasia-sekali@localhost/skm',
      PUBLIC_URL: 'skm.example.go.id',
    })
    expect([code, stdout]).toEqual([1, ''])
    for (const name of ['PORT', 'DATABASE_URL', 'PUBLIC_URL'])
      expect(stderr).toMatch(new RegExp(`^${name}: `, 'm'))
    expect(stderr).not.toContain('rahasia-sekali')
  })

  test('names directories that it cannot write in beside all else that is wrong', async () => {
    const { code, stderr } = await failToStart('/dev/null/data', {
      PORT: 'eighty',
      BACKUP_DIR: '/dev/null/backups',
      TLS_CERT: '/dev/null/cert.pem',
      METRICS_TOKEN: 'short',
    })
    expect(code).toBe(1)
    const named = ['PORT', 'DATA_DIR /dev/null/data', 'BACKUP_DIR /dev/null/backups']
    for (const name of [...named, 'TLS_KEY', 'METRICS_TOKEN'])
      expect(stderr).toMatch(new RegExp(`^${name}: `, 'm'))
  })

  test('says plainly that its port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    onTestFinished(() => void other.close())
    await once(other, 'listening')
    const address = other.address()
    const port = String(typeof address === 'object' ? address?.port : '')
    const { code, stdout, stderr } = await failToStart(tempDirectory(), { PORT: port })
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toContain(`Port ${port} on 127.0.0.1 is in use`)
    expect(stderr).not.toContain('    at ')
  })

  test('says plainly that it cannot open its data', async () => {
    const { code, stderr } = await failToStart('/dev/null/data', {})
    expect(code).toBe(1)
    expect(stderr).toContain('DATA_DIR /dev/null/data')
    expect(stderr).not.toContain('    at ')
  })

  test.each(STORES)(
    'refuses a database of a newer program by the name of its step, on $name',
    async ({ newPlace, open }) => {
      const place = await newPlace()
      const store = await open(place)
      await sql`insert into kysely_migration (name, timestamp) values ('0999-future', '2030')`.execute(
        store.db,
      )
      await store.close()
      const { code, stdout, stderr } = await failToStart(place, {})
      expect([code, stdout]).toEqual([1, ''])
      expect(stderr).toContain('Basis data ini dibuat oleh versi program yang lebih baru')
      expect(stderr).toContain('0999-future')
      expect(stderr).not.toContain('    at ')
      const told = await cliJson(place, ['migrate'])
      expect(told.problems).toEqual([
        {
          code: 'database.newer',
          path: expect.any(String),
          detail: expect.stringContaining('0999'),
        },
      ])
    },
  )

  test('logs codes, never answers, tokens or what people wrote', async () => {
    const directory = tempDirectory()
    const token = await aKioskIn(directory)
    const server = await startServer(directory)
    const comment = 'Kalimat rahasia warga'
    await post(server.url, token, [aSubmission({ comment, respondent: { age: 87 } })])
    await post(server.url, token, [{ ...aSubmission(), comment, unit: comment, answers: comment }])
    await post(server.url, token, [7, comment])
    await post(server.url, `${token}x`, [])
    await fetch(`${server.url}/api/results?token=${token}`)
    await fetch(`${server.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'siti', password: comment }),
    })
    const { stderr } = await server.end('SIGTERM')
    expect(stderr).toContain('batch.shape')
    expect(stderr).toContain('token.misplaced')
    expect(stderr).toContain('sign-in.wrong')
    for (const secret of [comment, token, 'siti', '"87"', 'waktu'])
      expect(stderr).not.toContain(secret)
  })
})
