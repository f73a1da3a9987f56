// Hostile and broken input: a problem with a word, 4xx, never 5xx, and nothing partly stored.
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isProblemCode } from '../../src/core/problem.ts'
import { anId, aSubmission } from '../make.ts'
import {
  aDevice,
  aServer,
  codesOf,
  postBatch,
  postRaw,
  storedIds,
  type TestServer,
} from './server.ts'

const MEGABYTE = 1024 * 1024
const gzip = { 'content-encoding': 'gzip' }

function batchText(submissions: unknown[]): string {
  return JSON.stringify({ sent: Date.UTC(2026, 10, 24, 7), submissions })
}

type Attack = (server: TestServer, token: string) => ReturnType<typeof postRaw>

const ATTACKS: [string, number, string, Attack][] = [
  [
    'a zip bomb',
    413,
    'body.too-large',
    (s, t) => postRaw(s, t, gzipSync(Buffer.alloc(64 * MEGABYTE, ' ')), gzip),
  ],
  [
    'a small zip bomb',
    413,
    'body.too-large',
    (s, t) => postRaw(s, t, gzipSync(Buffer.alloc(9 * MEGABYTE, ' ')), gzip),
  ],
  ['a body of 9 MB', 413, 'body.too-large', (s, t) => postRaw(s, t, ' '.repeat(9 * MEGABYTE))],
  [
    'more than 1 MB of gzip',
    413,
    'body.too-large',
    (s, t) => postRaw(s, t, Buffer.alloc(MEGABYTE + 1, 31), gzip),
  ],
  [
    'a comment of 10 MB',
    413,
    'body.too-large',
    (s, t) => postRaw(s, t, batchText([aSubmission({ comment: 'x'.repeat(10 * MEGABYTE) })])),
  ],
  [
    'gzip cut short',
    400,
    'body.compression',
    (s, t) => postRaw(s, t, gzipSync(batchText([aSubmission()])).subarray(0, -12), gzip),
  ],
  [
    'gzip with a wrong checksum',
    400,
    'body.compression',
    (s, t) => {
      const body = gzipSync(batchText([aSubmission()]))
      body.writeUInt32LE(1, body.length - 8)
      return postRaw(s, t, body, gzip)
    },
  ],
  [
    'plain text that says it is gzip',
    400,
    'body.compression',
    (s, t) => postRaw(s, t, batchText([aSubmission()]), gzip),
  ],
  [
    'an encoding that nobody asked for',
    415,
    'body.type',
    (s, t) => postRaw(s, t, 'x', { 'content-encoding': 'br' }),
  ],
  [
    'another content type',
    415,
    'body.type',
    (s, t) => postRaw(s, t, '{}', { 'content-type': 'text/plain' }),
  ],
  [
    'a form',
    415,
    'body.type',
    (s, t) => postRaw(s, t, 'a=1', { 'content-type': 'application/x-www-form-urlencoded' }),
  ],
  [
    'invalid UTF-8',
    400,
    'body.encoding',
    (s, t) => postRaw(s, t, Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])),
  ],
  ['nothing', 400, 'body.missing', (s, t) => postRaw(s, t, '')],
  ['half a JSON', 400, 'body.not-json', (s, t) => postRaw(s, t, '{"sent": 1, "subm')],
  ['a text', 400, 'batch.shape', (s, t) => postRaw(s, t, '"hello"')],
  ['a list', 400, 'batch.shape', (s, t) => postRaw(s, t, '[]')],
  ['null', 400, 'batch.shape', (s, t) => postRaw(s, t, 'null')],
  [
    'a time that is text',
    400,
    'batch.shape',
    (s, t) => postRaw(s, t, '{"sent": "now", "submissions": []}'),
  ],
  ['no submissions', 400, 'batch.shape', (s, t) => postRaw(s, t, '{"sent": 1}')],
  [
    'a key beside them',
    400,
    'batch.shape',
    (s, t) => postRaw(s, t, '{"sent": 1, "submissions": [], "admin": true}'),
  ],
  [
    '__proto__ beside them',
    400,
    'batch.shape',
    (s, t) => postRaw(s, t, '{"sent": 1, "submissions": [], "__proto__": {"admin": true}}'),
  ],
  [
    '501 answers',
    413,
    'batch.too-many',
    (s, t) =>
      postBatch(
        s,
        t,
        Array.from({ length: 501 }, (_, i) => aSubmission({ id: anId(i) })),
      ),
  ],
  ['no token', 401, 'token.missing', (s) => postRaw(s, '', '{}', { authorization: '' })],
  [
    'a token without Bearer',
    401,
    'token.missing',
    (s, t) => postRaw(s, t, '{}', { authorization: t }),
  ],
  ['a token of nobody', 401, 'token.unknown', (s) => postRaw(s, 'x'.repeat(43), '{}')],
  [
    'a token in the URL',
    401,
    'token.misplaced',
    ({ app }, token) =>
      app.inject({
        method: 'POST',
        url: `/api/submissions?token=${token}`,
        payload: { sent: 1, submissions: [] },
      }),
  ],
  [
    'a token in the URL under another name, beside the right one',
    401,
    'token.misplaced',
    ({ app }, token) =>
      app.inject({
        method: 'POST',
        url: `/api/submissions?x=${token}`,
        headers: { authorization: `Bearer ${token}` },
        payload: { sent: 1, submissions: [] },
      }),
  ],
]

describe('hostile input', () => {
  test.each(ATTACKS)('%s: %i %s', async (_, status, code, attack) => {
    const server = await aServer()
    const { token } = await aDevice(server)
    const reply = await attack(server, token)
    expect([reply.statusCode, codesOf(reply)]).toEqual([status, [code]])
    expect(await storedIds(server)).toEqual([])
    // It has done no harm: the next post is served.
    expect((await postBatch(server, token, [aSubmission()])).json().stored).toHaveLength(1)
  })

  const wrong = (fields: object) => JSON.stringify({ ...aSubmission(), ...fields })
  test.each([
    ['a number as text', wrong({ sequence: '1' }), 'field.type'],
    ['a score of 0', wrong({ answers: { waktu: 0 } }), 'score.range'],
    ['a score of 5', wrong({ answers: { waktu: 5 } }), 'score.range'],
    ['a score of 2.5', wrong({ answers: { waktu: 2.5 } }), 'score.range'],
    ['a score that is text', wrong({ answers: { waktu: '3' } }), 'score.range'],
    ['an unknown unit', wrong({ unit: 'atlantis' }), 'unit.unknown'],
    ['an unknown service', wrong({ service: 'paspor' }), 'service.unknown'],
    ['an unknown instrument', wrong({ instrument: 'skm-2017@9' }), 'instrument.unknown'],
    ['constructor as instrument', wrong({ instrument: 'constructor' }), 'instrument.unknown'],
    ['a comment of 2,001 characters', wrong({ comment: 'x'.repeat(2001) }), 'field.length'],
    ['a comment with NUL', wrong({ comment: 'a\u0000b' }), 'field.text'],
    ['half a surrogate pair', wrong({ comment: '\ud83d' }), 'field.text'],
    ['answers as a list', wrong({ answers: [] }), 'field.type'],
    ['a respondent that is null', wrong({ respondent: null }), 'field.type'],
    ['an unknown key', wrong({ name: 'Siti' }), 'key.unknown'],
    ['__proto__', wrong({}).replace('{', '{"__proto__": {"sequence": 1}, '), 'key.unknown'],
    [
      '__proto__ among the answers',
      wrong({}).replace('"answers":{', '"answers":{"__proto__": {"waktu": 4}, '),
      'key.unknown',
    ],
    [
      'constructor among the answers',
      wrong({}).replace('"answers":{', '"answers":{"constructor": 4, '),
      'key.unknown',
    ],
    ['a time far away', wrong({ finishedAt: 1e300 }), 'field.range'],
    ['a duration below 0', wrong({ durationMs: -1 }), 'field.range'],
    ['an age of 200', wrong({ respondent: { age: 200 } }), 'field.range'],
  ])('%s is refused as %s by its id, and good ones beside it are stored', async (_, text, code) => {
    const server = await aServer()
    const { token } = await aDevice(server)
    const good = JSON.stringify(aSubmission({ id: anId(2) }))
    const body = `{"sent": ${server.clock.ms}, "submissions": [${text}, ${good}]}`
    const reply = await postRaw(server, token, body)
    expect(reply.statusCode).toBe(200)
    expect(reply.json().stored).toEqual([anId(2)])
    expect(reply.json().refused).toMatchObject([{ id: anId(1), problems: [{ code }] }])
    expect(({} as Record<string, unknown>).sequence).toBeUndefined()
    expect(await storedIds(server)).toEqual([anId(2)])
  })

  test('any JSON at all gets a receipt or a problem with a word, never 5xx', async () => {
    const server = await aServer()
    const { token } = await aDevice(server)
    const anything = fc.oneof(
      fc.jsonValue(),
      fc.record({ sent: fc.jsonValue(), submissions: fc.array(fc.jsonValue()) }),
      fc.record({
        sent: fc.nat(),
        submissions: fc.array(
          fc
            .record({
              id: fc.string({ minLength: 1 }),
              answers: fc.jsonValue(),
              unit: fc.jsonValue(),
            })
            .map((fields) => ({ ...aSubmission(), ...fields })),
        ),
      }),
    )
    await fc.assert(
      fc.asyncProperty(anything, async (value) => {
        const reply = await postRaw(server, token, JSON.stringify(value))
        expect(reply.statusCode).toBeLessThan(500)
        if (reply.statusCode !== 200) expect(codesOf(reply).every(isProblemCode)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  test.each(['/api/pair', '/api/session', '/api/start'])(
    '%s reads no body but its own',
    async (url) => {
      const server = await aServer()
      const bodies = ['', '[]', 'null', '7', '{', '{"code": 7, "username": [], "key": null}']
      for (const payload of bodies) {
        const headers = { 'content-type': 'application/json' }
        const reply = await server.app.inject({ method: 'POST', url, payload, headers })
        expect(reply.statusCode).toBe(400)
        expect(codesOf(reply).every(isProblemCode)).toBe(true)
      }
    },
  )

  test('an unknown route and an unknown method are named, with the methods there are', async () => {
    const { app } = await aServer()
    const route = await app.inject('/api/nothing')
    expect([route.statusCode, codesOf(route)]).toEqual([404, ['route.unknown']])
    const broken = await app.inject('/api/%e0%a4%a')
    expect([broken.statusCode, codesOf(broken)]).toEqual([404, ['route.unknown']])
    const method = await app.inject({ method: 'PUT', url: '/api/session' })
    expect([method.statusCode, codesOf(method)]).toEqual([405, ['method.unknown']])
    expect(method.headers.allow).toBe('GET, POST, DELETE')
  })
})
