// The app's files: pages by navigation, hashed files for ever, the worker fresh every time, and the headers of all.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { tempDirectory } from '../store/stores.ts'
import { aServer, get } from './server.ts'

const PAGE = { accept: 'text/html,application/xhtml+xml' }

async function aBuiltServer() {
  const directory = tempDirectory()
  mkdirSync(join(directory, 'assets'))
  writeFileSync(join(directory, 'index.html'), '<!doctype html><title>Suara Warga</title>')
  writeFileSync(join(directory, 'sw.js'), '// worker')
  writeFileSync(join(directory, 'assets', 'kiosk-Bx81d_2f.js'), 'export {}')
  writeFileSync(join(directory, 'assets', 'kiosk-Bx81d_2f.js.gz'), gzipSync('export {}'))
  writeFileSync(join(directory, '.built'), 'secret of the build')
  return aServer({ directory })
}

describe('the app’s files', () => {
  test.each(['/', '/kiosk', '/dasbor', '/dasbor?unit=rsud', '/mulai'])(
    '%s is the page, fresh every time',
    async (url) => {
      const reply = await get(await aBuiltServer(), url, PAGE)
      expect([reply.statusCode, reply.body]).toEqual([200, expect.stringContaining('Suara Warga')])
      expect(reply.headers['content-type']).toMatch(/^text\/html/)
      expect(reply.headers['cache-control']).toBe('no-cache, max-age=0')
    },
  )

  test('the worker is never kept', async () => {
    const reply = await get(await aBuiltServer(), '/sw.js')
    expect(reply.headers['cache-control']).toBe('no-cache, max-age=0')
    expect(reply.headers['content-type']).toMatch(/javascript/)
  })

  test('a hashed file is kept for ever, and comes packed where it is packed', async () => {
    const server = await aBuiltServer()
    const plain = await get(server, '/assets/kiosk-Bx81d_2f.js')
    expect([plain.body, plain.headers['content-encoding']]).toEqual(['export {}', undefined])
    const packed = await get(server, '/assets/kiosk-Bx81d_2f.js', { 'accept-encoding': 'gzip, br' })
    expect(packed.headers).toMatchObject({
      'content-encoding': 'gzip',
      'cache-control': 'public, max-age=31536000, immutable',
    })
    expect(packed.headers['content-type']).toMatch(/javascript/)
  })

  test('a missing script is 404, not a page that looks like a broken script', async () => {
    const server = await aBuiltServer()
    expect((await get(server, '/assets/gone-12345678.js')).statusCode).toBe(404)
    expect((await get(server, '/.built')).body).not.toContain('secret')
    expect((await get(server, '/../package.json')).statusCode).toBe(404)
    expect((await get(server, '/%2e%2e/package.json')).statusCode).toBeGreaterThanOrEqual(400)
  })

  test('no page may run what is not a file of ours, or be framed', async () => {
    const { headers } = await get(await aBuiltServer(), '/', PAGE)
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/unsafe|upgrade-insecure-requests|\*/)
    expect(headers['strict-transport-security']).toBeUndefined()
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
    })
  })

  test.each(['//api/results', '/%00', `/${'x'.repeat(6000)}`, '/sw.js/', '/assets'])(
    '%s is not there, and no word of it is about a body',
    async (url) => {
      const reply = await get(await aBuiltServer(), url)
      expect(reply.statusCode).toBe(404)
      expect(reply.body).toMatch(/^Not found\n$|^\{"problems":\[\{"code":"route\.unknown"\}\]\}$/)
    },
  )

  test('a part of a file that there is not is answered with the whole file', async () => {
    const reply = await get(await aBuiltServer(), '/sw.js', { range: 'bytes=900-' })
    expect([reply.statusCode, reply.body]).toEqual([200, '// worker'])
  })

  test('before the build the server says what to do', async () => {
    const reply = await get(await aServer(), '/', PAGE)
    expect([reply.statusCode, reply.body]).toEqual([404, expect.stringContaining('npm start')])
  })

  test('nothing of the API is kept by HTTP', async () => {
    const server = await aBuiltServer()
    for (const url of ['/api/health', '/api/setup', '/api/nothing'])
      expect((await get(server, url)).headers['cache-control']).toBe('no-store')
  })
})
