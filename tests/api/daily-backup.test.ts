// The daily backup: once a day by one process, again after it failed, and files that are kept for their days.
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { backUpIfDue, type DailyParts } from '../../src/server/daily-backup.ts'
import { lastBackup } from '../../src/server/store/backup-note.ts'
import { aStore, STORES, tempDirectory } from '../store/stores.ts'
import { cli, cliJson, EXAMPLE, startServer } from './process.ts'

const HOUR = 3_600_000
/** 24 November 2026, 02.29 WIB: a minute before it is due. */
const BEFORE = Date.UTC(2026, 10, 23, 19, 29)

interface Daily {
  clock: { ms: number }
  directory: string
  written: string[]
  /** Runs as one of the processes that share the database. */
  run(write?: DailyParts['write']): ReturnType<typeof backUpIfDue>
  note(): ReturnType<typeof lastBackup>
}

async function aDaily(store: (typeof STORES)[number], keptDays = 3): Promise<Daily> {
  const { db } = await aStore(store.open)
  const clock = { ms: BEFORE }
  const directory = tempDirectory()
  const written: string[] = []
  const file = async (path: string) => {
    written.push(path)
    writeFileSync(path, 'backup')
    return { bytes: 6 }
  }
  const plan = { directory, atMinute: 150, keptDays }
  const timezone = async () => 'Asia/Jakarta'
  const run = (write = file) => backUpIfDue({ db, plan, timezone, write, now: () => clock.ms })
  return { clock, directory, written, run, note: () => lastBackup(db) }
}

const fails = async (): Promise<never> => {
  throw new Error('the disk is full')
}

describe.each(STORES)('on $name', (store) => {
  test('it is made at its time, once, by one of several processes', async () => {
    const daily = await aDaily(store)
    await daily.run()
    expect(daily.written).toEqual([join(daily.directory, 'suara-warga-2026-11-23.db')])
    expect(await daily.run()).toBeNull()
    daily.clock.ms = BEFORE + 60_000
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => daily.run()))
    expect(outcomes.filter((outcome) => outcome !== null)).toHaveLength(1)
    expect(daily.written[1]).toBe(join(daily.directory, 'suara-warga-2026-11-24.db'))
    expect(daily.written).toHaveLength(2)
    expect(await daily.note()).toMatchObject({ day: '2026-11-24', ok: true, bytes: 6 })
  })

  test('one that failed is made again after an hour, and the last good one is remembered', async () => {
    const daily = await aDaily(store)
    await daily.run()
    const lastGoodAt = BEFORE
    daily.clock.ms += HOUR
    expect(await daily.run(fails)).toMatchObject({ ok: false, lastGoodAt })
    daily.clock.ms += HOUR
    expect(await daily.run()).toBeNull()
    daily.clock.ms += 60_000
    expect(await daily.run()).toMatchObject({ ok: true, lastGoodAt: daily.clock.ms })
  })

  test('one whose process ended is made by another, in the end', async () => {
    const daily = await aDaily(store)
    daily.clock.ms += 60_000
    void daily.run(() => new Promise(() => undefined))
    await expect.poll(daily.note).toMatchObject({ endedAt: null })
    daily.clock.ms += 6 * HOUR
    expect(await daily.run()).toBeNull()
    daily.clock.ms += 60_000
    expect(await daily.run()).toMatchObject({ ok: true, day: '2026-11-24' })
  })
})

test('files go after their days, other files never, and none while the new one fails', async () => {
  const daily = await aDaily(STORES[0])
  const old = ['suara-warga-2026-11-01.db', 'suara-warga-2026-11-21.db']
  const young = ['suara-warga-2026-11-22.db', 'suara-warga-2026-11-23.db']
  const others = ['suara-warga.db', 'before-update.db', 'suara-warga-2026-11-01.db.age']
  for (const name of [...old, ...young, ...others]) writeFileSync(join(daily.directory, name), '')
  const work = (name: string, hours: number) => {
    const path = join(daily.directory, name)
    mkdirSync(path)
    const at = new Date(BEFORE + 60_000 - hours * HOUR)
    utimesSync(path, at, at)
  }
  work('.suara-warga-Xy12', 7)
  // Of a backup that is being made by hand.
  work('.suara-warga-Zz34', 4)
  daily.clock.ms += 60_000
  await daily.run(fails)
  expect(readdirSync(daily.directory)).toEqual(expect.arrayContaining(old))
  daily.clock.ms += HOUR + 60_000
  await daily.run()
  expect(readdirSync(daily.directory).sort()).toEqual(
    [...young, ...others, '.suara-warga-Zz34', 'suara-warga-2026-11-24.db'].sort(),
  )
})

describe.each(STORES)('a server on $name', { timeout: 60_000 }, ({ newPlace }) => {
  test('makes it by itself, in a process of its own, and tells in its metrics', async () => {
    const place = await newPlace()
    const [backups, data] = [join(tempDirectory(), 'backups'), tempDirectory()]
    await cli(place, ['import-setup', EXAMPLE])
    const env = { BACKUP_DIR: backups, ...(place.startsWith('postgres') ? { DATA_DIR: data } : {}) }
    const server = await startServer(place, env)
    const metrics = async () => (await fetch(`${server.url}/api/metrics`)).text()
    await expect.poll(metrics, { timeout: 30_000, interval: 200 }).toMatch(/^suara_backup_ok 1$/m)
    expect(await metrics()).toMatch(/^suara_backup_bytes \d{5,}$/m)
    const [name] = readdirSync(backups)
    expect(name).toMatch(/^suara-warga-\d{4}-\d\d-\d\d\.db$/)
    await expect.poll(() => server.stderr()).toContain('"msg":"backup"')
    expect((await server.end('SIGTERM')).code).toBe(0)
    const other = tempDirectory()
    const restored = await cliJson(other, ['restore', join(backups, String(name))])
    expect(restored.tables.units).toBe(15)
    expect(existsSync(join(other, 'suara-warga.db'))).toBe(true)
  })
})
