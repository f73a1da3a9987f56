// All of fetch: every call of the server, with a time-out, and a wrong answer as a value.

import type { ContactReply, DeviceReport } from '../core/device-report.ts'
import type { Problem } from '../core/problem.ts'
import { parseProblems } from '../core/receipt.ts'
import type { DeviceSetup, PairReply, PairRequest, Receipt, SubmissionBatch } from '../core/wire.ts'
import { asContactReply, asPairReply, asReceipt, asSetup } from './replies.ts'

/** Longer is given up: on 2G a request that has not ended by then seldom ends. */
const REQUEST_TIMEOUT_MS = 20_000
/** A file cannot be sent in smaller parts: it gets the time that a link of 32 kbit/s takes. */
const SLOWEST_BYTES_PER_MS = 4

/**
 * Why there is no value. `refused`: our server said no, with problems. `network`: nothing answered. `time-out`: not in 20 s.
 * `foreign`: something answered that is not our server (a captive portal's page, a proxy's error), whatever its status.
 */
export type Failure = 'refused' | 'network' | 'time-out' | 'foreign'

export type Reply<T> =
  | { ok: true; value: T }
  | {
      ok: false
      failure: Failure
      /** HTTP status; 0 when none came. */
      status: number
      /** Never empty for `refused`, else empty. */
      problems: Problem[]
      /** From `Retry-After`. */
      retryAfterMs: number | null
    }

/** `POST /api/pair` @param code as typed by a person */
export function pairDevice(code: string, signal?: AbortSignal): Promise<Reply<PairReply>> {
  const json: PairRequest = { code }
  return call({ method: 'POST', path: '/api/pair', json, signal }, asPairReply)
}

/** `GET /api/setup`; the value is `null` when it is still the one with this ETag. */
export function fetchSetup(
  token: string,
  etag: string | null,
  signal?: AbortSignal,
): Promise<Reply<{ setup: DeviceSetup; etag: string | null } | null>> {
  return call({ path: '/api/setup', token, etag, signal }, (body, response) => {
    if (response.status === 304) return null
    const setup = asSetup(body)
    return setup && { setup, etag: response.headers.get('etag') }
  })
}

/** `POST /api/submissions`. The receipt has been read whole: a page with status 200 is `foreign`. */
export function postBatch(
  token: string,
  { batch, packing }: { batch: SubmissionBatch; packing: 'gzip' | 'plain' },
  signal?: AbortSignal,
): Promise<Reply<Receipt>> {
  const body = packing === 'gzip' ? { packed: batch } : { json: batch }
  return call({ method: 'POST', path: '/api/submissions', token, ...body, signal }, asReceipt)
}

/** `POST /api/contact` */
export function postContact(
  token: string,
  report: DeviceReport,
  signal?: AbortSignal,
): Promise<Reply<ContactReply>> {
  return call({ method: 'POST', path: '/api/contact', token, json: report, signal }, asContactReply)
}

export interface Call {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: string
  /** A device's call: its token, and no cookie. */
  token?: string
  etag?: string | null
  json?: unknown
  /** Sent gzipped where the browser can. */
  packed?: unknown
  /** Sent as it is, under its own type. */
  file?: Blob
  signal: AbortSignal | undefined
}

/** Reads a body that came with a status of success; `undefined` = it is none of ours. */
export type Read<T> = (body: unknown, response: Response) => T | undefined

/** One call. Never rejects. The admin's calls, which no kiosk loads, are made with it in files of their own. */
export async function call<T>(request: Call, read: Read<T>): Promise<Reply<T>> {
  // AbortSignal.timeout and AbortSignal.any are above the floor of browsers.
  const stop = new AbortController()
  let timedOut = false
  const timer = setTimeout(() => {
    timedOut = true
    stop.abort()
  }, timeoutMsOf(request))
  const stopToo = () => stop.abort()
  request.signal?.addEventListener('abort', stopToo)
  if (request.signal?.aborted) stop.abort()
  try {
    const response = await fetch(request.path, await initOf(request, stop.signal))
    // The body too is under the time-out: a link may die in the middle of it.
    return replyOf(response, await response.text(), read)
  } catch {
    // fetch rejects for no network, an abort or a broken body alike: the caller learns which, and that is the report.
    return failed(timedOut ? 'time-out' : 'network', 0)
  } finally {
    clearTimeout(timer)
    request.signal?.removeEventListener('abort', stopToo)
  }
}

function timeoutMsOf({ file }: Call): number {
  return REQUEST_TIMEOUT_MS + (file?.size ?? 0) / SLOWEST_BYTES_PER_MS
}

async function initOf(request: Call, signal: AbortSignal): Promise<RequestInit> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (request.token) headers.authorization = `Bearer ${request.token}`
  if (request.etag) headers['if-none-match'] = request.etag
  const init: RequestInit = {
    method: request.method ?? 'GET',
    headers,
    signal,
    cache: 'no-store',
    // A captive portal redirects to its own page: not followed, and told apart from no network.
    redirect: 'manual',
    credentials: request.token ? 'omit' : 'same-origin',
  }
  if (request.file) {
    headers['content-type'] = request.file.type
    init.body = request.file
    return init
  }
  const content = request.packed ?? request.json
  if (content === undefined) return init
  headers['content-type'] = 'application/json'
  const text = JSON.stringify(content)
  const packed = request.packed === undefined ? null : await gzipped(text)
  if (packed) headers['content-encoding'] = 'gzip'
  init.body = packed ?? text
  return init
}

/** `null` where the browser has no CompressionStream (Safari before 16.4, Firefox before 113). */
export async function gzipped(text: string): Promise<ArrayBuffer | null> {
  if (typeof CompressionStream === 'undefined') return null
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))
  return await new Response(stream).arrayBuffer()
}

function replyOf<T>(response: Response, text: string, read: Read<T>): Reply<T> {
  const body = response.status === 204 ? null : parsedJson(text)
  const retryAfterMs = retryAfterOf(response.headers.get('retry-after'))
  if (response.ok || response.status === 304) {
    const value = read(body, response)
    return value === undefined ? failed('foreign', response.status) : { ok: true, value }
  }
  const problems = parseProblems(body)
  if (!problems) return failed('foreign', response.status, retryAfterMs)
  return { ok: false, failure: 'refused', status: response.status, problems, retryAfterMs }
}

function failed(
  failure: Exclude<Failure, 'refused'>,
  status: number,
  retryAfterMs: number | null = null,
): Reply<never> {
  return { ok: false, failure, status, problems: [], retryAfterMs }
}

/** Seconds or a date, as HTTP has it; `null` when there is none or it cannot be read. */
function retryAfterOf(header: string | null): number | null {
  if (!header) return null
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now()
  return Number.isFinite(ms) && ms >= 0 ? ms : null
}

/** `undefined` when it is no JSON, which no reader takes for an answer. */
function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
