// The OpenAPI document says what the server really answers.
import { describe, expect, test } from 'vitest'
import { anId, aSubmission } from '../make.ts'
import { documentOf, expectAsSaid } from './document.ts'
import {
  aCode,
  aDevice,
  aPerson,
  aServer,
  aSession,
  cookieOf,
  get,
  ORIGIN,
  postBatch,
  signIn,
} from './server.ts'

describe('the OpenAPI document', () => {
  test('is 3.1 and names every call', async () => {
    const server = await aServer()
    const document = await documentOf(server)
    expect(document.openapi).toBe('3.1.0')
    expect(Object.keys(document.paths).sort()).toEqual([
      '/api/account/password',
      '/api/account/recovery-codes',
      '/api/account/second-factor',
      '/api/account/sessions',
      '/api/account/sessions/{session}',
      '/api/assignments',
      '/api/assignments/{assignment}',
      '/api/assignments/{assignment}/ended',
      '/api/audit',
      '/api/audit.csv',
      '/api/carried',
      '/api/carried/by-hand',
      '/api/catalogue',
      '/api/contact',
      '/api/devices',
      '/api/devices/{device}',
      '/api/devices/{device}/code',
      '/api/devices/{device}/revoke',
      '/api/exports',
      '/api/health',
      '/api/instruments',
      '/api/instruments/draft',
      '/api/instruments/publish',
      '/api/pair',
      '/api/people',
      '/api/people/{username}',
      '/api/people/{username}/disabled',
      '/api/people/{username}/password',
      '/api/people/{username}/second-factor',
      '/api/people/{username}/sessions',
      '/api/periods',
      '/api/periods/{period}',
      '/api/periods/{period}/state',
      '/api/regency',
      '/api/results',
      '/api/session',
      '/api/settings',
      '/api/setup',
      '/api/setup-import',
      '/api/setup.csv',
      '/api/setup.xlsx',
      '/api/start',
      '/api/start/regency',
      '/api/submissions',
      '/api/units',
      '/api/units-order',
      '/api/units/{unit}',
      '/api/units/{unit}/archived',
      '/api/units/{unit}/services',
      '/api/units/{unit}/services-order',
      '/api/units/{unit}/services/{service}',
      '/api/units/{unit}/services/{service}/archived',
    ])
  })

  test('holds for what devices get', async () => {
    const server = await aServer()
    const said = await documentOf(server)
    const { token } = await aDevice(server)
    const headers = { authorization: `Bearer ${token}` }
    const payload = { code: await aCode(server) }
    const pair = await server.app.inject({ method: 'POST', url: '/api/pair', payload })
    expectAsSaid(said, ['post', '/api/pair'], pair)
    const again = await server.app.inject({ method: 'POST', url: '/api/pair', payload })
    expectAsSaid(said, ['post', '/api/pair'], again)
    const batch = [aSubmission(), aSubmission({ id: anId(2), unit: 'x' })]
    expectAsSaid(said, ['post', '/api/submissions'], await postBatch(server, token, batch))
    expectAsSaid(said, ['post', '/api/submissions'], await postBatch(server, token, [7]))
    expectAsSaid(said, ['get', '/api/setup'], await get(server, '/api/setup', headers))
    expectAsSaid(said, ['get', '/api/setup'], await get(server, '/api/setup'))
    expectAsSaid(said, ['get', '/api/health'], await get(server, '/api/health'))
  })

  test('holds for what people get', async () => {
    const server = await aServer({ empty: true })
    const said = await documentOf(server)
    const payload = { key: server.startKey }
    const start = await server.app.inject({ method: 'POST', url: '/api/start', payload })
    expectAsSaid(said, ['post', '/api/start'], start)
    const { username, password } = start.json().planner
    const session = await signIn(server, username, { password })
    expectAsSaid(said, ['post', '/api/session'], session)
    const cookie = cookieOf(session)
    expectAsSaid(said, ['get', '/api/session'], await get(server, '/api/session', { cookie }))
    expectAsSaid(said, ['get', '/api/catalogue'], await get(server, '/api/catalogue', { cookie }))
    const queries = ['', '?from=2026-07-01&to=2026-09-30&by=unit', '?by=sex', '?by=day', '?by=x']
    for (const query of queries)
      expectAsSaid(
        said,
        ['get', '/api/results'],
        await get(server, `/api/results${query}`, { cookie }),
      )
    expectAsSaid(said, ['get', '/api/results'], await get(server, '/api/results'))
    const headers = { cookie, origin: ORIGIN }
    const out = await server.app.inject({ method: 'DELETE', url: '/api/session', headers })
    expect(out.statusCode).toBe(204)
  })

  test('holds for a server where nothing is set up yet', async () => {
    const server = await aServer({ empty: true })
    const said = await documentOf(server)
    await aPerson(server, 'admin')
    const cookie = await aSession(server)
    expectAsSaid(said, ['get', '/api/session'], await get(server, '/api/session', { cookie }))
    expectAsSaid(said, ['get', '/api/results'], await get(server, '/api/results', { cookie }))
    const catalogue = await get(server, '/api/catalogue', { cookie })
    expect([catalogue.statusCode, catalogue.json().problems]).toEqual([
      404,
      [{ code: 'setup.missing' }],
    ])
    expectAsSaid(said, ['get', '/api/catalogue'], catalogue)
  })
})
