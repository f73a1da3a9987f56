// What comes over the wire before there is a request, or stops half way: answered by a word, logged as no failure.
import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { aSubmission } from '../make.ts'
import { aDevice, aServer, codesOf, get, postBatch } from './server.ts'

async function listening(server: Awaited<ReturnType<typeof aServer>>) {
  await server.app.listen({ host: '127.0.0.1', port: 0 })
  return (server.app.server.address() as AddressInfo).port
}

/** Sends bytes as they are; the whole answer. */
async function exchange(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.write(bytes)
  return text(socket)
}

const HOST = 'Host: localhost\r\n'

describe('bytes that are no request', () => {
  test.each([
    ['an unknown method', `BREW /api/health HTTP/1.1\r\n${HOST}\r\n`, 400, 'request.broken'],
    ['no HTTP at all', 'hello\r\n\r\n', 400, 'request.broken'],
    [
      'a length and chunks',
      `POST /api/pair HTTP/1.1\r\n${HOST}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      400,
      'request.broken',
    ],
    [
      'headers without end',
      `GET /api/health HTTP/1.1\r\n${HOST}X: ${'x'.repeat(40_000)}\r\n\r\n`,
      431,
      'headers.too-large',
    ],
  ])('%s: a problem with a word', async (_, bytes, status, code) => {
    const server = await aServer()
    const port = await listening(server)
    const answer = await exchange(port, bytes)
    const [head = '', body = ''] = answer.split('\r\n\r\n')
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(head.toLowerCase()).toContain('content-type: application/json')
    expect(JSON.parse(body)).toEqual({ problems: [{ code }] })
    expect((await get(server, '/api/health')).statusCode).toBe(200)
  })
})

describe('a client that hangs up', () => {
  test('in the middle of its body is no failure of the server', async () => {
    const server = await aServer()
    const { token } = await aDevice(server)
    const port = await listening(server)
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => undefined)
    const head = `POST /api/submissions HTTP/1.1\r\n${HOST}Authorization: Bearer ${token}\r\n`
    const type = 'Content-Type: application/json\r\nContent-Length: 5000\r\n'
    socket.write(`${head}${type}Expect: 100-continue\r\n\r\n`)
    // The server has begun to read.
    await once(socket, 'data')
    socket.write('{"sent": 1')
    socket.resetAndDestroy()
    await expect.poll(() => server.logged()).toContain('client hung up')
    expect(server.logged()).not.toMatch(/"level":50|server\.failed|"stack"/)
    expect((await postBatch(server, token, [aSubmission()])).statusCode).toBe(200)
  })
})

describe('addresses that are none', () => {
  test.each([
    ['/api?x=1', 404, 'route.unknown'],
    ['/api', 404, 'route.unknown'],
    [`/api/${'x'.repeat(5000)}`, 404, 'route.unknown'],
  ])('%s', async (url, status, code) => {
    const server = await aServer()
    const reply = await get(server, url, { accept: 'application/json' })
    expect([reply.statusCode, codesOf(reply)]).toEqual([status, [code]])
  })
})
