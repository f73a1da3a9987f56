// Reads JSON bodies: limits in bytes, gzip, UTF-8, each with a problem of its own.

import { promisify } from 'node:util'
import { gunzip, gunzipSync, type ZlibOptions } from 'node:zlib'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { BATCH_LIMITS } from '../core/wire.ts'
import { problem } from './problems.ts'

/** What is read and thrown away of a body that is too large, so that its sender can hear why, bytes. */
const MOST_DISCARDED_BYTES = 64 * 1024 * 1024
/** Below this unpacking is done at once: handing it to another thread costs more. */
const SMALL_BYTES = 16 * 1024

const UNPACKING: ZlibOptions = { maxOutputLength: BATCH_LIMITS.plainBytes }
const gunzipElsewhere = promisify<Buffer, ZlibOptions, Buffer>(gunzip)

/** Makes `application/json`, plain or gzip, the only body that is read; another type is `body.type`. */
export function acceptJsonOnly(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', async (request: FastifyRequest) => {
    const packed = isPacked(request)
    const limit = packed ? BATCH_LIMITS.compressedBytes : BATCH_LIMITS.plainBytes
    const bytes = await readAtMost(request, limit)
    return parse(packed ? await unpack(bytes) : bytes)
  })
  app.addContentTypeParser('*', async (request: FastifyRequest) => {
    throw problem('body.type', undefined, request.headers['content-type']?.slice(0, 80))
  })
}

function isPacked(request: FastifyRequest): boolean {
  const encoding = (request.headers['content-encoding'] ?? 'identity').trim().toLowerCase()
  if (encoding === 'gzip') return true
  if (encoding === 'identity' || encoding === '') return false
  throw problem('body.type', undefined, encoding.slice(0, 80))
}

/** The bytes of a body, or throws `body.too-large`. @param limit bytes */
export async function readAtMost(request: FastifyRequest, limit: number): Promise<Buffer> {
  const tooLarge = () => problem('body.too-large', undefined, String(limit))
  // Who waits for leave to send ("Expect: 100-continue") or says so beforehand is spared the way.
  if (Number(request.headers['content-length'] ?? 0) > MOST_DISCARDED_BYTES) throw tooLarge()
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request.raw) {
    // Without an encoding set, a request's chunks are buffers.
    const bytes = chunk as Buffer
    length += bytes.length
    if (length <= limit) chunks.push(bytes)
    else chunks.length = 0
    if (length > MOST_DISCARDED_BYTES) throw tooLarge()
  }
  if (length > limit) throw tooLarge()
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
}

async function unpack(bytes: Buffer): Promise<Buffer> {
  try {
    if (bytes.length <= SMALL_BYTES) return gunzipSync(bytes, UNPACKING)
    return await gunzipElsewhere(bytes, UNPACKING)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE')
      throw problem('body.too-large', undefined, String(BATCH_LIMITS.plainBytes))
    throw problem('body.compression')
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function parse(bytes: Buffer): unknown {
  let text: string
  try {
    text = utf8.decode(bytes)
  } catch {
    throw problem('body.encoding')
  }
  // Who needs a body says that it is missing; signing out needs none.
  if (text.trim() === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    throw problem('body.not-json')
  }
}

/**
 * The texts of a small body, each there and not longer than its limit, and nothing else.
 * @param limits most characters of each field
 */
export function textsOf<K extends string>(
  body: unknown,
  limits: Record<K, number>,
): Record<K, string> {
  if (body === undefined || body === null) throw problem('body.missing')
  if (typeof body !== 'object' || Array.isArray(body)) throw problem('field.type', '', 'object')
  const texts: Partial<Record<K, string>> = {}
  for (const key of Object.keys(body))
    if (!Object.hasOwn(limits, key)) throw problem('key.unknown', key.slice(0, 80))
  for (const key of Object.keys(limits) as K[]) {
    const text = Object.hasOwn(body, key) ? (body as Record<K, unknown>)[key] : undefined
    if (text === undefined) throw problem('field.missing', key)
    if (typeof text !== 'string') throw problem('field.type', key, 'text')
    if (text.length > limits[key]) throw problem('field.length', key, String(limits[key]))
    texts[key] = text
  }
  // Every key of limits was read above.
  return texts as Record<K, string>
}
