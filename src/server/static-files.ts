// Serves the built app: hashed files for ever, the page and the worker fresh every time, pages by navigation.
import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { problem } from './problems.ts'

/** Files whose name changes with their content: Vite's `assets/name-hash.ext`. */
const HASHED = /[\\/]assets[\\/][^\\/]+-[\w-]{8,}\.\w+(\.gz|\.br)?$/
/** A worker that is kept by HTTP could keep an old app alive for ever. */
const NEVER_KEPT = ['sw.js', 'index.html']

/** @param directory the built app; while it is not there only the API answers */
export async function serveApp(app: FastifyInstance, directory: string): Promise<void> {
  const built = existsSync(join(directory, 'index.html'))
  if (built)
    await app.register(fastifyStatic, {
      root: directory,
      preCompressed: true,
      cacheControl: false,
      dotfiles: 'ignore',
      // No file is so large that a part of it is of use.
      acceptRanges: false,
      setHeaders: (response, path) => {
        const name = basename(path).replace(/\.(gz|br)$/, '')
        response.header('cache-control', cachingOf(path, name))
      },
    })
  app.setNotFoundHandler((request, reply) => {
    if (/^\/api(?:[/?]|$)/.test(request.url)) return refuse(app, request, reply)
    if (built && isNavigation(request)) return reply.sendFile('index.html')
    return reply
      .code(404)
      .type('text/plain; charset=utf-8')
      .send(built ? 'Not found\n' : NOT_BUILT)
  })
}

const NOT_BUILT =
  'The app is not built: run "npm start". / Aplikasi belum dibangun: jalankan "npm start".\n'

function cachingOf(path: string, name: string): string {
  if (NEVER_KEPT.includes(name)) return 'no-cache, max-age=0'
  if (HASHED.test(path)) return 'public, max-age=31536000, immutable'
  return 'no-cache'
}

function isNavigation(request: FastifyRequest): boolean {
  const page = request.method === 'GET' || request.method === 'HEAD'
  // A missing script answered with a page would look like a broken script.
  return page && (request.headers.accept ?? '').includes('text/html')
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

function refuse(app: FastifyInstance, request: FastifyRequest, reply: FastifyReply): never {
  const url = request.url.split('?')[0] ?? ''
  const allowed = METHODS.filter((method) => app.hasRoute({ method, url }))
  if (allowed.length === 0) throw problem('route.unknown')
  void reply.header('allow', allowed.join(', '))
  throw problem('method.unknown')
}
