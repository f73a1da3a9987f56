// HTTPS by the server itself: what it shows, and a certificate that changes while people are connected.
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { Agent, type RequestOptions, request } from 'node:https'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { connect, type TLSSocket } from 'node:tls'
import { describe, expect, onTestFinished, test } from 'vitest'
import { readPair } from '../../src/server/tls.ts'
import { tempDirectory } from '../store/stores.ts'
import { aCertificate, type Files, replaceFile, textOf } from './certificate.ts'
import { cli, failToStart, startServer } from './process.ts'

/** Time enough to look at the files again, and a busy machine. */
const SOON = { timeout: 20_000, interval: 100 }

function envOf({ certificate, key }: Files) {
  return { TLS_CERT: certificate, TLS_KEY: key }
}

async function ask(url: string, options: RequestOptions = {}) {
  const sent = request(url, { rejectUnauthorized: false, ...options }).end()
  const [response] = await once(sent, 'response')
  return { status: response.statusCode, headers: response.headers, body: await text(response) }
}

/** The name in the certificate that a new connection is shown. */
async function nameShown(url: string): Promise<string> {
  const { hostname, port } = new URL(url)
  const socket = connect({ host: hostname, port: Number(port), rejectUnauthorized: false })
  await once(socket, 'secureConnect')
  const name = socket.getPeerCertificate().subject.CN
  socket.destroy()
  return String(name)
}

describe('a server with a certificate', { timeout: 60_000 }, () => {
  test('speaks HTTPS, says so in its line, and tells browsers to keep to it', async () => {
    const files = aCertificate('skm.lan')
    const server = await startServer(tempDirectory(), envOf(files))
    expect(server.stdout()).toMatch(/^Suara Warga: https:\/\/127\.0\.0\.1:\d+\n$/)
    const health = await ask(`${server.url}/api/health`, {
      ca: textOf(files.certificate),
      rejectUnauthorized: true,
    })
    expect(health.status).toBe(200)
    expect(health.headers['strict-transport-security']).toBeDefined()
    expect(health.headers['content-security-policy']).toContain('upgrade-insecure-requests')
    expect((await server.end('SIGTERM')).code).toBe(0)
  })

  test('gives a session cookie that leaves by HTTPS only', async () => {
    const directory = tempDirectory()
    const password = 'a long password'
    await cli(directory, ['create-person', '--username', 'admin', '--role', 'admin'], {
      input: password,
    })
    const server = await startServer(directory, envOf(aCertificate('skm.lan')))
    const signIn = request(`${server.url}/api/session`, {
      method: 'POST',
      rejectUnauthorized: false,
      headers: { 'content-type': 'application/json', origin: server.url },
    }).end(JSON.stringify({ username: 'admin', password }))
    const [answer] = await once(signIn, 'response')
    expect(String(answer.headers['set-cookie'])).toMatch(/^__Host-.*; Secure/)
  })

  test('shows a new certificate when its files change; who is connected stays connected', async () => {
    const [files, next] = [aCertificate('first'), aCertificate('second')]
    const server = await startServer(tempDirectory(), envOf(files))
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    onTestFinished(() => agent.destroy())
    const sockets = new Set<TLSSocket>()
    const askAgain = () => {
      const sent = request(`${server.url}/api/health`, { agent, rejectUnauthorized: false }).end()
      sent.on('socket', (socket) => sockets.add(socket as TLSSocket))
      return once(sent, 'response').then(([response]) => text(response))
    }
    await askAgain()
    expect(await nameShown(server.url)).toBe('first')
    replaceFile(files.certificate, textOf(next.certificate))
    // Between the two files the pair does not belong together: the old one stays, and the log says so.
    await expect.poll(() => server.stderr(), SOON).toContain('certificate not changed')
    expect(server.stderr()).toMatch(/^TLS_KEY: /m)
    expect(await nameShown(server.url)).toBe('first')
    replaceFile(files.key, textOf(next.key))
    await expect.poll(() => nameShown(server.url), SOON).toBe('second')
    await askAgain()
    expect(sockets.size).toBe(1)
  })

  test('does not start with files that are not there, broken, or not of each other', async () => {
    const [one, other] = [aCertificate('one'), aCertificate('other')]
    const said = async (env: Record<string, string>) => {
      const { code, stderr } = await failToStart(tempDirectory(), env)
      expect(code).toBe(1)
      return stderr
    }
    expect(await said({ ...envOf(one), TLS_KEY: other.key })).toMatch(/^TLS_KEY: /m)
    const missing = join(tempDirectory(), 'missing.pem')
    const all = await said({ PORT: 'x', TLS_CERT: missing, TLS_KEY: missing })
    expect(all).toMatch(/^PORT: /m)
    expect(all).toMatch(/^TLS_CERT: .*ENOENT/m)
    expect(all).toMatch(/^TLS_KEY: .*ENOENT/m)
  })
})

test('a half-written certificate or key is not a pair', () => {
  const files = aCertificate('skm.lan')
  expect(readPair(files).ok).toBe(true)
  for (const file of [files.certificate, files.key]) {
    const whole = textOf(file)
    writeFileSync(file, whole.slice(0, whole.length / 2))
    expect(readPair(files).ok).toBe(false)
    writeFileSync(file, whole)
  }
})
