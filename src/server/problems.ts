// Problems of a request: the one place that maps a code to a status and formats an error body.
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyBaseLogger, FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { Parsed, Problem, ProblemCode } from '../core/problem.ts'
import { BATCH_LIMITS, type ProblemBody } from '../core/wire.ts'
import { QueueIsFull } from './ingest-queue.ts'
import { isUnreachable } from './store/dialect.ts'

/** Ends a request with problems; the first decides the status. */
export class RequestProblem extends Error {
  override name = 'RequestProblem'
  readonly problems: [Problem, ...Problem[]]
  readonly retryAfterS: number | null

  constructor(problems: [Problem, ...Problem[]], retryAfterS: number | null = null) {
    super(problems.map((problem) => problem.code).join(', '))
    this.problems = problems
    this.retryAfterS = retryAfterS
  }
}

export function problem(code: ProblemCode, path?: string, detail?: string): RequestProblem {
  return new RequestProblem([
    { code, ...(path === undefined ? {} : { path }), ...(detail === undefined ? {} : { detail }) },
  ])
}

/** The value of what was read, or throws its problems. */
export function mustBe<T>(read: Parsed<T>): T {
  if (read.ok) return read.value
  const [first, ...others] = read.problems
  if (!first) throw new Error('refused without a problem')
  throw new RequestProblem([first, ...others])
}

/** Throws what is wrong, if anything is. */
export function refuse(problems: readonly Problem[]): void {
  const [first, ...others] = problems
  if (first) throw new RequestProblem([first, ...others])
}

/** The database did not answer; `cause` tells the log why. */
export function unreachable(cause: unknown): RequestProblem {
  const found = new RequestProblem([{ code: 'database.unreachable' }], RETRY_AFTER_S)
  found.cause = cause
  return found
}

/** Status of every problem that is not a plain 400. */
const STATUS: Partial<Record<ProblemCode, number>> = {
  'headers.too-large': 431,
  'body.too-large': 413,
  'body.type': 415,
  'batch.too-many': 413,
  'route.unknown': 404,
  'method.unknown': 405,
  'rate.limited': 429,
  'server.busy': 503,
  'metrics.closed': 403,
  'server.failed': 500,
  'database.unreachable': 503,
  'database.newer': 503,
  'token.missing': 401,
  'token.unknown': 401,
  'token.misplaced': 401,
  'device.revoked': 403,
  'session.missing': 401,
  'session.origin': 403,
  'sign-in.wrong': 401,
  'sign-in.code-needed': 401,
  'sign-in.code-wrong': 401,
  'sign-in.locked': 429,
  'account.must': 403,
  'role.forbidden': 403,
  'unit.forbidden': 403,
  'setup.used': 409,
  'setup.changed': 409,
  'import.digest': 409,
  'assignment.unknown': 404,
  'period.unknown': 404,
  'period.overlap': 409,
  'period.state': 409,
  'instrument.no-draft': 409,
  'person.unknown': 404,
  'person.taken': 409,
  'person.last-admin': 409,
  'person.self': 409,
  'second-factor.on': 409,
  'device.unknown': 404,
  'code.unknown': 404,
  'start.closed': 403,
  'setup.missing': 404,
  'demo.real-data': 409,
  'move.differs': 500,
  'move.target-used': 409,
  'restore.loses': 409,
}
const BAD_REQUEST = 400
/** How long a client waits after the database did not answer, or too much waited to be written, seconds. */
const RETRY_AFTER_S = 5

function statusOf(code: ProblemCode): number {
  return STATUS[code] ?? BAD_REQUEST
}

/** Fastify's error handler. What is not a known problem is logged, by its code and stack only, and named `server.failed`. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const known = asProblem(error, request)
  const status = statusOf(known.problems[0].code)
  const facts = {
    route: request.routeOptions.url,
    codes: known.problems.map((p) => p.code),
    status,
  }
  if (hasHungUp(error, request)) request.log.info(facts, 'client hung up')
  else if (status >= 500)
    request.log.error({ ...facts, ...describe(known.cause ?? error) }, 'request failed')
  else request.log.info(facts, 'request refused')
  if (known.retryAfterS !== null) void reply.header('retry-after', known.retryAfterS)
  const body: ProblemBody = { problems: known.problems }
  void reply.code(status).type('application/json; charset=utf-8').send(body)
}

/** Answers bytes that never became a request. There is nobody to answer where the other side is gone. */
export function answerSocketError(
  error: Error & { code?: string },
  socket: Socket,
  log: FastifyBaseLogger,
): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const code = error.code === 'HPE_HEADER_OVERFLOW' ? 'headers.too-large' : 'request.broken'
  const status = statusOf(code)
  log.info({ codes: [code], status, error: error.code }, 'request refused')
  const known: ProblemBody = { problems: [{ code }] }
  const body = JSON.stringify(known)
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}

/** True where the request ended before it was all there: a telephone that lost its signal. */
function hasHungUp(error: unknown, request: FastifyRequest): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return code === 'ECONNRESET' && request.raw.destroyed && !request.raw.complete
}

function asProblem(error: unknown, request: FastifyRequest): RequestProblem {
  if (error instanceof RequestProblem) return error
  if (hasHungUp(error, request)) return problem('request.broken')
  if (isUnreachable(error)) return unreachable(error)
  if (error instanceof QueueIsFull)
    return new RequestProblem([{ code: 'server.busy' }], RETRY_AFTER_S)
  const { statusCode = 500, code } = error instanceof Error ? (error as FastifyError) : {}
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return problem('body.type')
  if (statusCode === 413) return problem('body.too-large', undefined, `${BATCH_LIMITS.plainBytes}`)
  // Bodies are parsed here, with problems of their own: what the framework refuses is the address.
  if (statusCode >= 400 && statusCode < 500) return problem('route.unknown')
  return problem('server.failed')
}

/** What of an error may be logged: never its message where that could quote what a person wrote. */
function describe(error: unknown): { error: string; stack?: string } {
  if (!(error instanceof Error)) return { error: typeof error }
  const code = 'code' in error ? String(error.code) : error.name
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return { error: code, stack: frames.slice(0, 6).join('\n') }
}
