// A database file that another process holds for writing: requests wait, and the server does not stand still meanwhile.
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { openStore } from '../../src/server/store/open.ts'
import { tempDirectory } from '../store/stores.ts'
import { aDevice, aServer, call, ORIGIN, PASSWORD, signedIn } from './server.ts'

const HOUR = 3_600_000
const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))

test('single writes wait for it without holding up this process, and then succeed', async () => {
  const directory = tempDirectory()
  const server = await aServer({ open: () => openStore(directory, 'epoch-1') })
  const { app, clock } = server
  const admin = await signedIn(server, { username: 'rina', role: 'admin' })
  const { token } = await aDevice(server)
  // Long enough that sessions and contacts are noted again.
  clock.ms += 2 * HOUR
  const report = {
    ...{ sent: clock.ms, app: 'test', unsent: 0, oldestUnsentAt: null, quarantined: 0 },
    ...{ lastSequence: 0, persisted: null, usedBytes: null, quotaBytes: null, trouble: null },
  }
  const authorization = `Bearer ${token}`
  const other = new DatabaseSync(join(directory, 'suara-warga.db'))
  other.exec('begin immediate')
  const writing = [
    call(server, admin, ['GET', '/api/session']),
    call(server, admin, ['GET', '/api/audit.csv']),
    call(server, admin, ['GET', '/api/setup.csv']),
    call(server, admin, ['POST', '/api/account/second-factor', { password: PASSWORD }]),
    app.inject({ method: 'GET', url: '/api/setup', headers: { authorization } }),
    app.inject({
      method: 'POST',
      url: '/api/contact',
      headers: { authorization },
      payload: report,
    }),
    app.inject({
      method: 'POST',
      url: '/api/session',
      headers: { origin: ORIGIN },
      payload: { username: 'rina', password: 'wrong password' },
    }),
  ]
  // Whatever else the machine does: a write that waited for the file itself would hold a turn for ten seconds.
  const turnsMs: number[] = []
  for (let turn = 0; turn < 40; turn++) {
    const begun = performance.now()
    await nextTurn()
    turnsMs.push(performance.now() - begun)
  }
  expect(Math.max(...turnsMs)).toBeLessThan(5000)
  // What only reads is answered meanwhile.
  expect((await app.inject('/api/health')).statusCode).toBe(200)
  other.exec('commit')
  other.close()
  const statuses = (await Promise.all(writing)).map(({ statusCode }) => statusCode)
  expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 401])
})
