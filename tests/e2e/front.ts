// Stands where the server is expected, as a captive portal, another build or a plain way through does in the field.
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import { onTestFinished } from 'vitest'

export interface Front {
  url: string
  /** What is answered from now on. */
  become(role: FrontRole): void
}

export type FrontRole =
  /** A login page with status 200 for whatever is asked, as on hotel wifi. */
  | { is: 'portal' }
  /** The files of a build, and the server's own API behind it. */
  | { is: 'app'; directory: string; server: string }

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
}

export async function startFront(first: FrontRole): Promise<Front> {
  let role = first
  const server = createServer((asked, answer) => {
    const handled =
      role.is === 'portal'
        ? portal(answer)
        : asked.url?.startsWith('/api/')
          ? passOn(asked, answer, role.server)
          : fileOf(asked, answer, role.directory)
    handled.catch(() => answer.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('No port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    become(next) {
      role = next
      server.closeIdleConnections()
    },
  }
}

async function portal(answer: ServerResponse): Promise<void> {
  answer.writeHead(200, { 'content-type': 'text/html' })
  answer.end('<!doctype html><title>Login</title><p>Masukkan nomor kamar Anda</p>')
}

async function fileOf(
  asked: IncomingMessage,
  answer: ServerResponse,
  directory: string,
): Promise<void> {
  const path = new URL(asked.url ?? '/', 'http://front').pathname
  const file = extname(path) ? path : '/index.html'
  const content = await readFile(join(directory, file)).catch(() => null)
  const headers = {
    'content-type': TYPES[extname(file)] ?? 'text/plain',
    'cache-control': 'no-cache',
  }
  answer.writeHead(content ? 200 : 404, headers)
  answer.end(content)
}

function passOn(asked: IncomingMessage, answer: ServerResponse, server: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const to = new URL(asked.url ?? '/', server)
    const onward = request(to, {
      method: asked.method,
      headers: { ...asked.headers, host: to.host },
    })
    onward.on('error', reject)
    onward.on('response', (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers)
      response.pipe(answer)
      response.on('end', resolve)
    })
    asked.pipe(onward)
  })
}
