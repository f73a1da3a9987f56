// Backup, restore and move as an operator runs them, beside a server that takes answers.
import {
  copyFileSync,
  existsSync,
  readdirSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openStore } from '../../src/server/store/open.ts'
import { anId, aSubmission } from '../make.ts'
import { STORES, tempDirectory } from '../store/stores.ts'
import { aKioskIn, cli, cliJson, post, startServer } from './process.ts'

const batch = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) =>
    aSubmission({ id: anId(from + i), sequence: from + i + 1 }),
  )

/** A command with a directory of its own for what it needs room for. */
function run(place: string, args: string[]) {
  const env: Record<string, string> = place.startsWith('postgres')
    ? { DATA_DIR: tempDirectory() }
    : {}
  return cli(place, [...args, '--json'], { env })
}

async function value(place: string, args: string[]) {
  return JSON.parse((await run(place, args)).stdout)
}

describe.each(STORES)('on $name', { timeout: 120_000 }, ({ newPlace }) => {
  test('a backup is made and put back beside a running server, and is never written over by accident', async () => {
    const place = await newPlace()
    const token = await aKioskIn(place)
    const server = await startServer(place)
    const first = await post(server.url, token, batch(0, 50))
    const directory = tempDirectory()
    const file = join(directory, 'backup.db')
    const made = await value(place, ['backup', file])
    expect(made).toMatchObject({ file, ok: true, differences: 0, bytes: statSync(file).size })
    expect(made.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(made.tables.submissions).toBe(50)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readdirSync(directory)).toEqual(['backup.db'])
    const again = await run(place, ['backup', file])
    expect([again.code, JSON.parse(again.stdout)]).toEqual([
      1,
      { problems: [{ code: 'file.exists', path: file }] },
    ])
    const later = batch(50, 100)
    await post(server.url, token, later)
    expect((await value(place, ['restore', file])).problems).toEqual([
      { code: 'restore.loses', path: file, detail: '100' },
    ])
    const restored = await value(place, ['restore', file, '--force'])
    expect(restored).toMatchObject({ lost: 100, epoch: expect.any(String) })
    // The device still has its token, learns of the new epoch, and offers everything again.
    const offered = await post(server.url, token, [...batch(0, 50), ...later])
    expect(offered.receipt.epoch).toBe(restored.epoch)
    expect(offered.receipt.epoch).not.toBe(first.receipt.epoch)
    expect(offered.receipt.known).toHaveLength(50)
    expect(offered.receipt.stored).toHaveLength(100)
    expect(await value(place, ['verify'])).toMatchObject({ ok: true, gaps: [] })
    await server.end('SIGTERM')
  })

  test('a backup made while answers come is whole, and every answer that was acknowledged before is in it', async () => {
    const place = await newPlace()
    const token = await aKioskIn(place)
    const server = await startServer(place)
    const file = join(tempDirectory(), 'backup.db')
    await post(server.url, token, batch(0, 20))
    const backup = value(place, ['backup', file])
    let made = false
    void backup.finally(() => {
      made = true
    })
    let sent = 20
    while (!made) {
      const { status } = await post(server.url, token, batch(sent, 20))
      expect(status).toBe(200)
      sent += 20
    }
    const { ok, tables } = await backup
    expect(ok).toBe(true)
    expect(tables.submissions).toBeGreaterThanOrEqual(20)
    expect(tables.submissions).toBeLessThanOrEqual(sent)
    // It may be put back into either kind.
    const other = tempDirectory()
    expect((await value(other, ['restore', file])).tables.submissions).toBe(tables.submissions)
    expect(await value(other, ['verify'])).toMatchObject({ ok: true })
    await server.end('SIGTERM')
  })

  test('a backup of a database whose tallies do not equal their rows is made, and says so', async () => {
    const place = await newPlace()
    const token = await aKioskIn(place)
    const server = await startServer(place)
    await post(server.url, token, batch(0, 5))
    await server.end('SIGTERM')
    const store = await openStore(place, 'unused')
    await store.db.deleteFrom('tallies').where('slice', '=', 'all').execute()
    await store.close()
    const file = join(tempDirectory(), 'backup.db')
    const { code, stdout } = await run(place, ['backup', file])
    expect([code, JSON.parse(stdout)]).toMatchObject([1, { ok: false, differences: 2 }])
    expect((await run(place, ['rebuild'])).code).toBe(0)
    expect(await value(place, ['backup', file, '--force'])).toMatchObject({
      ok: true,
      differences: 0,
    })
  })

  test('what is no backup, or a damaged one, changes nothing', async () => {
    const place = await newPlace()
    const token = await aKioskIn(place)
    const server = await startServer(place)
    await post(server.url, token, batch(0, 20))
    await server.end('SIGTERM')
    const directory = tempDirectory()
    const [text, cut, missing] = ['text', 'cut', 'missing'].map((name) => join(directory, name))
    writeFileSync(String(text), 'a letter')
    await run(place, ['backup', String(cut)])
    truncateSync(String(cut), Math.floor(statSync(String(cut)).size / 2))
    for (const file of [text, cut])
      expect((await value(place, ['restore', String(file)])).problems).toMatchObject([
        { code: 'backup.damaged', path: file },
      ])
    expect((await value(place, ['restore', String(missing)])).problems).toEqual([
      { code: 'file.unreadable', path: missing, detail: 'ENOENT' },
    ])
    const nowhere = join(directory, 'missing', 'backup.db')
    expect((await value(place, ['backup', nowhere])).problems).toMatchObject([
      { code: 'file.unwritable', detail: 'ENOENT' },
    ])
    expect((await value(place, ['backup', join(directory, 'now.db')])).tables.submissions).toBe(20)
  })
})

describe('move', { timeout: 120_000 }, () => {
  const [sqlite, postgres] = STORES

  test('copies beside a server that writes; a second time what came since; then the other server goes on', async () => {
    const [place, target] = [await sqlite.newPlace(), await postgres.newPlace()]
    const token = await aKioskIn(place)
    await cli(place, ['demo', '--answers', '500'])
    const server = await startServer(place)
    const from = `sqlite:${join(place, 'suara-warga.db')}`
    const moving = value(place, ['move', '--from', from, '--to', target])
    let moved = false
    void moving.finally(() => {
      moved = true
    })
    let sent = 0
    let epoch = ''
    while (!moved) {
      const { status, receipt } = await post(server.url, token, batch(sent, 10))
      expect(status).toBe(200)
      epoch = receipt.epoch
      sent += 10
    }
    const first = await moving
    expect(first).toMatchObject({ ok: true, again: false })
    expect(first.tables.submissions.rows + first.meanwhile).toBeLessThanOrEqual(500 + sent)
    await server.end('SIGTERM')
    const second = await value(place, ['move', '--from', from, '--to', target])
    expect(second).toMatchObject({ ok: true, again: true, meanwhile: 0 })
    expect(second.tables.submissions.rows).toBe(500 + sent)
    expect(second.tables.tallies.sha256).toMatch(/^[0-9a-f]{64}$/)
    const other = await startServer(target)
    const { receipt } = await post(other.url, token, batch(sent - 10, 11))
    expect(receipt.known).toHaveLength(10)
    expect(receipt.stored).toHaveLength(1)
    expect(receipt.epoch).toBe(second.epoch)
    expect(receipt.epoch).not.toBe(epoch)
    expect(await value(target, ['verify'])).toMatchObject({ ok: true })
    // By now the target has an answer of its own.
    expect((await value(place, ['move', '--from', from, '--to', target])).problems).toMatchObject([
      { code: 'move.target-used', detail: 'submissions 1' },
    ])
  })

  test('names what is wrong with its places, and never a password', async () => {
    const place = tempDirectory()
    const missing = join(place, 'missing.db')
    expect((await value(place, ['move', '--from', place, '--to', 'mysql://x'])).problems).toEqual([
      { code: 'field.range', path: 'from', detail: expect.any(String) },
      { code: 'field.range', path: 'to', detail: expect.any(String) },
    ])
    const gone = ['move', '--from', `sqlite:${missing}`, '--to', `sqlite:${join(place, 'to.db')}`]
    expect((await value(place, gone)).problems).toEqual([
      { code: 'file.unreadable', path: missing, detail: 'ENOENT' },
    ])
    expect(existsSync(missing)).toBe(false)
    await cli(place, ['migrate'])
    copyFileSync(join(place, 'suara-warga.db'), join(place, 'copy.db'))
    const unreachable = 'postgres://siti:rahasia-sekali@127.0.0.1:1/skm'
    const from = `sqlite:${join(place, 'copy.db')}`
    const { stdout, stderr } = await run(place, ['move', '--from', from, '--to', unreachable])
    expect(JSON.parse(stdout).problems).toEqual([
      { code: 'database.unreachable', path: 'postgres://127.0.0.1:1/skm' },
    ])
    expect(stdout + stderr).not.toContain('rahasia')
  })
})

test('after a restore by other tools a new epoch makes devices offer again', async () => {
  const place = tempDirectory()
  const token = await aKioskIn(place)
  const server = await startServer(place)
  const before = await post(server.url, token, batch(0, 1))
  const { epoch } = await cliJson(place, ['new-epoch'])
  const after = await post(server.url, token, [])
  expect([before.receipt.epoch === epoch, after.receipt.epoch]).toEqual([false, epoch])
})

test('the commands say in plain words what was done', async () => {
  const place = tempDirectory()
  await aKioskIn(place)
  const file = join(place, 'backup.db')
  expect((await cli(place, ['backup', file])).stdout).toContain('Backup written and proved')
  expect((await cli(place, ['restore', file])).stdout).toContain('Cadangan dipulihkan')
  expect(await cliJson(place, ['verify'])).toMatchObject({ ok: true })
})
