// The OpenAPI document says what the server really answers.
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { anId, aSubmission } from '../make.ts'
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
  type TestServer,
} from './server.ts'

type Responses = Record<string, { content?: Record<string, { schema: object }> }>
interface Document {
  openapi: string
  paths: Record<string, Record<string, { responses: Responses }>>
}

const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })

async function documentOf(server: TestServer): Promise<Document> {
  return (await get(server, '/api/openapi.json')).json()
}

/** Holds an answer against what the document says of it. */
function expectAsSaid(
  document: Document,
  [method, path]: [string, string],
  reply: { statusCode: number; json(): unknown },
) {
  const responses = document.paths[path]?.[method]?.responses ?? {}
  const response = responses[reply.statusCode] ?? responses[`${String(reply.statusCode)[0]}XX`]
  const schema = response?.content?.['application/json']?.schema
  expect(schema, `${method} ${path} ${reply.statusCode}`).toBeDefined()
  const valid = ajv.validate(schema ?? false, reply.json())
  expect(ajv.errors ?? [], `${method} ${path} ${reply.statusCode}`).toEqual([])
  expect(valid).toBe(true)
}

describe('the OpenAPI document', () => {
  test('is 3.1 and names every call', async () => {
    const server = await aServer()
    const document = await documentOf(server)
    expect(document.openapi).toBe('3.1.0')
    expect(Object.keys(document.paths).sort()).toEqual([
      '/api/catalogue',
      '/api/health',
      '/api/pair',
      '/api/results',
      '/api/session',
      '/api/setup',
      '/api/start',
      '/api/submissions',
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
