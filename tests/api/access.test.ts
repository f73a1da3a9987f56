// Who may do what: every route that the server has, asked by everybody there is, about their own unit and another.
import { describe, expect, test } from 'vitest'
import { declaredRoutes } from '../../src/server/access.ts'
import { createApp } from '../../src/server/app.ts'
import { codeHash, newCode } from '../../src/server/secrets.ts'
import { createPairingCode } from '../../src/server/store/devices.ts'
import { STORES } from '../store/stores.ts'
import { type Document, documentOf, expectAsSaid } from './document.ts'
import { ASKERS, type Asker, aName, MAY, OTHERS, ROUTES, type Row, UNIT } from './routes.ts'
import {
  aDevice,
  aServer,
  codesOf,
  type Method,
  ORIGIN,
  signedIn,
  type TestServer,
} from './server.ts'

/** What each asker shows of who they are. */
async function keysOf(server: TestServer): Promise<Record<Asker, Record<string, string>>> {
  const device = async (unit: string) => {
    const { device, token } = await aDevice(server, { unit, service: null })
    return { id: device.id, header: { authorization: `Bearer ${token}` } }
  }
  const account = async (role: 'admin' | 'planner' | 'officer', fields: object = {}) => ({
    cookie: await signedIn(server, { username: aName(), role, ...fields }),
    origin: ORIGIN,
  })
  const revoked = await device(UNIT)
  await server.store.db
    .updateTable('devices')
    .set({ revoked_at: server.clock.ms })
    .where('id', '=', revoked.id)
    .execute()
  return {
    nobody: {},
    device: (await device(UNIT)).header,
    'device of another unit': (await device('rsud')).header,
    'revoked device': revoked.header,
    officer: await account('officer', { unit: UNIT }),
    'officer of another unit': await account('officer', { unit: 'rsud' }),
    'officer of a unit that is gone': await account('officer', { unit: null }),
    planner: await account('planner'),
    admin: await account('admin'),
    'admin who must change the password': await account('admin', { must_change: 1 }),
  }
}

/** Why somebody is refused; `null` = they get in. */
function refusalOf({ may, unit }: Row, asker: Asker): string | null {
  const allowed: readonly Asker[] = MAY[may]
  if (allowed.includes(asker)) return unit && OTHERS.includes(asker) ? 'unit.forbidden' : null
  if (may === 'devices') return asker === 'revoked device' ? 'device.revoked' : 'token.missing'
  if (asker === 'nobody' || asker.includes('device')) return 'session.missing'
  return asker.includes('must') ? 'account.must' : 'role.forbidden'
}

function isJson(reply: { headers: Record<string, unknown> }): boolean {
  return String(reply.headers['content-type']).startsWith('application/json')
}

async function requestOf(server: TestServer, route: string, asker: Asker) {
  const [method = '', pattern = ''] = route.split(' ')
  const { params = {}, query, payload } = (await ROUTES[route]?.ask?.(server, asker)) ?? {}
  const path = pattern.replace(/:(\w+)/g, (_, name) => params[name] ?? '')
  // The table's keys are such methods.
  return {
    method: method as Method,
    url: query ? `${path}?${query}` : path,
    ...(payload ? { payload } : {}),
  }
}

describe('the table of routes', () => {
  test('has every route of the server, and no other', async () => {
    const { app } = await aServer()
    const all = declaredRoutes(app)
    const routes = all.filter(({ method }) => method !== 'HEAD')
    expect(routes.map(({ method, url }) => `${method} ${url}`).sort()).toEqual(
      Object.keys(ROUTES).sort(),
    )
    const read = (method: string) =>
      all.filter((one) => one.method === method).map(({ url, access }) => [url, access])
    expect(read('HEAD').sort()).toEqual(read('GET').sort())
  })

  test('cannot be got around: a route that does not say who may call it stops the start', async () => {
    const { parts } = await aServer()
    const app = await createApp(parts, { logger: false, directory: '/nonexistent' })
    expect(() => addRoute(app, '/api/new')).toThrow('does not say who may call it')
    expect(() => addRoute(app, '/new', 'POST')).toThrow('does not say who may call it')
  })
})

function addRoute(app: TestServer['app'], url: string, method: 'GET' | 'POST' = 'GET'): void {
  app.route({ method, url, handler: async () => 'open' })
}

/** The same for every server; its schemas are compiled once. */
let said: Promise<Document> | undefined

describe.each(STORES)('on $name', ({ open }) => {
  test.each(Object.entries(ROUTES))('%s', async (route, row) => {
    const server = await aServer({ open })
    const keys = await keysOf(server)
    said ??= documentOf(server)
    const document = await said
    const answers: Record<string, string> = {}
    const expected: Record<string, string> = {}
    for (const asker of ASKERS) {
      const request = await requestOf(server, route, asker)
      const reply = await server.app.inject({ ...request, headers: keys[asker] })
      const code = refusalOf(row, asker) ?? row.answered?.(asker) ?? null
      expected[asker] = code ?? 'let in'
      const [method = '', path = ''] = route.split(' ')
      if (isJson(reply) && document.paths[path.replace(/:(\w+)/g, '{$1}')])
        expectAsSaid(document, [method.toLowerCase(), path.replace(/:(\w+)/g, '{$1}')], reply)
      answers[asker] = reply.statusCode < 300 ? 'let in' : codesOf(reply).join()
    }
    expect(answers).toEqual(expected)
  })
})

test('a code pairs whoever has it: it is the device that is let in, not the asker', async () => {
  const server = await aServer()
  const { device } = await aDevice(server)
  const code = newCode()
  const { clock, store } = server
  await createPairingCode(store.db, { hash: codeHash(code), device: device.id, now: clock.ms })
  const reply = await server.app.inject({ method: 'POST', url: '/api/pair', payload: { code } })
  expect(reply.json().device.id).toBe(device.id)
})
