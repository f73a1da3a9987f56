// The server of a run: real processes on a real database, killed and restored; and what an admin does at it.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DeviceInfo, PairReply } from '../../src/core/wire.ts'
import { codeHash, newCode, newDeviceId, newToken, tokenHash } from '../../src/server/secrets.ts'
import { revokeDevice } from '../../src/server/store/device-list.ts'
import { createDevice, createPairingCode, pairDevice } from '../../src/server/store/devices.ts'
import { inTransaction } from '../../src/server/store/dialect.ts'
import { type Db, openStore } from '../../src/server/store/open.ts'
import { cli, freePort, type RunningServer, startServer, tempDir } from '../e2e/harness.ts'
import type { Gap, Row } from './ledger.ts'

const SETUP = 'src/server/demo/barito-selatan.json'
const ROWS_AT_ONCE = 5000
const DAY_MS = 86_400_000

export interface World {
  port: number
  /** Every unit and service where a device can stand. */
  places: { unit: string; service: string }[]
  /** `kill -9`, and the same port again. */
  killServer(): Promise<void>
  startServer(): Promise<void>
  backUp(): Promise<void>
  /** Of the last backup, with the server killed before. @returns how many answers the server has lost by it */
  restore(): Promise<number>
  /** Months go by, at the server: from now on its clock is so far ahead. */
  passDays(days: number): Promise<void>
  pair(device: Omit<DeviceInfo, 'id'>): Promise<PairReply>
  /** The same device with another token; the one before is dead. */
  pairAgain(device: string): Promise<PairReply>
  revoke(device: string): Promise<void>
  /** A kiosk that is still to be paired. */
  newKiosk(place: World['places'][number]): Promise<{ code: string }>
  /** How many rows there are. */
  stored(): Promise<number>
  rows(): AsyncIterable<Row>
  verify(): Promise<{ ok: boolean; gaps: Gap[]; said: string }>
}

/** @param databaseUrl a `postgres://…`; `null` = a SQLite file in a directory of its own */
export async function createWorld(databaseUrl: string | null): Promise<World> {
  const dataDir = await tempDir()
  const env: Record<string, string> = databaseUrl ? { DATABASE_URL: databaseUrl } : {}
  const port = await freePort()
  const file = join(dataDir, 'chaos.backup')
  let running: RunningServer | null = null
  let aheadMs = 0

  async function command(...args: string[]) {
    const finished = await cli([...args, '--json'], { dataDir, env })
    if (!finished.json || 'problems' in finished.json)
      throw new Error(`${args[0]}: ${finished.stderr}${finished.stdout}`)
    return finished
  }

  /** At the store itself: a command takes half a second to start. */
  async function atStore<T>(work: (db: Db) => Promise<T>): Promise<T> {
    const store = await openStore(databaseUrl ?? dataDir, randomUUID())
    try {
      return await work(store.db)
    } finally {
      await store.close()
    }
  }

  const world: World = {
    port,
    places: placesOf(),
    async startServer() {
      running = await startServer({ dataDir, port, env: { ...env, ...clockAhead(aheadMs) } })
    },
    async passDays(days) {
      await world.killServer()
      aheadMs += days * DAY_MS
      await world.startServer()
    },
    async killServer() {
      await running?.kill()
      running = null
    },
    backUp: async () => void (await command('backup', file, '--force')),
    async restore() {
      await world.killServer()
      const { json } = await command('restore', file, '--force')
      await world.startServer()
      return json.lost
    },
    pair: (device) =>
      atStore(async (db) => {
        const token = newToken()
        const made = { ...device, id: newDeviceId(device.kind) }
        const given = { now: Date.now(), tokenHash: tokenHash(token) }
        await inTransaction(db, (trx) => createDevice(trx, made, given))
        return { device: made, token }
      }),
    pairAgain: (device) =>
      atStore(async (db) => {
        const [code, token, now] = [newCode(), newToken(), Date.now()]
        const given = { hash: codeHash(code), device, now }
        await inTransaction(db, (trx) => createPairingCode(trx, given))
        const pairing = { codeHash: codeHash(code), tokenHash: tokenHash(token), now }
        const info = await pairDevice(db, { ...pairing, address: '127.0.0.1' })
        if (!info) throw new Error(`${device} was not paired again`)
        return { device: info, token }
      }),
    revoke: (device) =>
      atStore((db) => inTransaction(db, (trx) => revokeDevice(trx, device, Date.now()))),
    async newKiosk({ unit, service }) {
      const where = ['--unit', unit, '--service', service]
      const { json } = await command('create-device', '--kind', 'kiosk', ...where)
      return { code: json.code }
    },
    stored: () =>
      atStore(async (db) => {
        const counted = db.selectFrom('submissions').select((e) => e.fn.countAll().as('count'))
        return Number((await counted.executeTakeFirstOrThrow()).count)
      }),
    async *rows() {
      const store = await openStore(databaseUrl ?? dataDir, randomUUID(), { hurried: false })
      try {
        for (let after = ''; ; ) {
          const rows = await store.db
            .selectFrom('submissions')
            .select(['id', 'hash', 'device', 'sequence', 'answers'])
            .where('id', '>', after)
            .orderBy('id')
            .limit(ROWS_AT_ONCE)
            .execute()
          yield* rows
          const last = rows.at(-1)
          if (!last) return
          after = last.id
        }
      } finally {
        await store.close()
      }
    },
    async verify() {
      const { status, json, stdout } = await command('verify')
      return { ok: status === 0, gaps: json.gaps, said: stdout.slice(0, 2000) }
    },
  }
  await command('import-setup', SETUP)
  await world.startServer()
  return world
}

/** The server as it is, on a machine whose clock is so far ahead. */
function clockAhead(ms: number): Record<string, string> {
  if (ms === 0) return {}
  const set = `const now = Date.now; Date.now = () => now() + ${ms}`
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(set)}` }
}

function placesOf(): World['places'] {
  const { units }: { units: { id: string; services: { id: string }[] }[] } = JSON.parse(
    readFileSync(SETUP, 'utf8'),
  )
  return units.flatMap(({ id: unit, services }) =>
    services.map(({ id: service }) => ({ unit, service })),
  )
}
