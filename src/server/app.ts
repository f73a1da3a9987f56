// Puts the HTTP server together: headers, limits, routes, errors, the app's files.
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import fastify, { type FastifyInstance, type FastifyServerOptions, LogController } from 'fastify'
import { guardRoutes } from './access.ts'
import { acceptJsonOnly } from './body.ts'
import { type Parts, VERSION } from './parts.ts'
import { answerError, answerSocketError, problem, RequestProblem } from './problems.ts'
import { sharedLimits } from './rate-limits.ts'
import { accountRoutes } from './routes/account.ts'
import { assignmentRoutes } from './routes/assignments.ts'
import { auditRoutes } from './routes/audit.ts'
import { carriedRoutes } from './routes/carried.ts'
import { catalogueRoutes } from './routes/catalogue.ts'
import { contactRoutes } from './routes/contact.ts'
import { deviceRoutes } from './routes/devices.ts'
import { exportRoutes } from './routes/exports.ts'
import { healthRoutes } from './routes/health.ts'
import { instrumentRoutes } from './routes/instruments.ts'
import { metricsRoutes } from './routes/metrics.ts'
import { ownSessionRoutes } from './routes/own-sessions.ts'
import { pairRoutes } from './routes/pair.ts'
import { peopleRoutes } from './routes/people.ts'
import { periodRoutes } from './routes/periods.ts'
import { resultRoutes } from './routes/results.ts'
import { serviceRoutes } from './routes/services.ts'
import { sessionRoutes } from './routes/session.ts'
import { settingsRoutes } from './routes/settings.ts'
import { setupRoutes } from './routes/setup.ts'
import { setupFileRoutes } from './routes/setup-files.ts'
import { startRoutes } from './routes/start.ts'
import { submissionRoutes } from './routes/submissions.ts'
import { unitRoutes } from './routes/units.ts'
import { serveApp } from './static-files.ts'
import type { TlsPair } from './tls.ts'

export interface AppOptions {
  logger: FastifyServerOptions['logger']
  /** The built app. */
  directory: string
  /** Speaks HTTPS with it; without one, plain HTTP. */
  tls?: TlsPair | null
}

/** A request that takes longer to arrive is given up: a slow link's whole batch fits, a stalled one does not. */
const REQUEST_TIMEOUT_MS = 120_000

export async function createApp(parts: Parts, options: AppOptions): Promise<FastifyInstance> {
  const app: FastifyInstance = fastify({
    ...httpsWith(options.tls ?? null),
    logger: options.logger ?? false,
    logController: new LogController({ disableRequestLogging: true }),
    requestTimeout: REQUEST_TIMEOUT_MS,
    // Only where a proxy is named may a header say who asks: rate limits go by address.
    trustProxy: parts.config.trustedProxies.length > 0 && parts.config.trustedProxies,
    clientErrorHandler: (error, socket) => answerSocketError(error, socket, app.log),
    frameworkErrors: (_error, request, reply) =>
      answerError(problem('route.unknown'), request, reply),
    // What is on its way when the server is stopped is answered as ever.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
  })
  // The parsers in core read every input; the schemas only describe them in the OpenAPI document.
  app.setValidatorCompiler(() => () => true)
  app.setSerializerCompiler(() => (data) => JSON.stringify(data))
  app.setErrorHandler(answerError)
  acceptJsonOnly(app)
  closeAfterLastAnswer(app)
  countRequests(app, parts)
  await addHeaders(app, parts)
  await app.register(cookie)
  await app.register(rateLimit, {
    global: false,
    store: sharedLimits(parts.db, parts.now),
    errorResponseBuilder: (_request, context) => {
      const waitS = Math.ceil(context.ttl / 1000)
      return new RequestProblem([{ code: 'rate.limited', detail: String(waitS) }], waitS)
    },
  })
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Suara Warga', version: VERSION } },
  })
  guardRoutes(app, parts.auth)
  for (const routes of ROUTES) routes(app, parts)
  await serveApp(app, options.directory)
  return app
}

/** One server type for both: what is done with it here is the same. */
function httpsWith(tls: TlsPair | null): FastifyServerOptions {
  // Fastify's types tell the two apart; nothing here asks for what only one of them has.
  return (tls ? { https: { cert: tls.cert, key: tls.key } } : {}) as FastifyServerOptions
}

/** A kept connection would hold up the stop until its client lets go. */
function closeAfterLastAnswer(app: FastifyInstance): void {
  let closing = false
  app.addHook('preClose', async () => {
    closing = true
  })
  app.addHook('onSend', async (_request, reply) => {
    if (closing) void reply.header('connection', 'close')
  })
}

function countRequests(app: FastifyInstance, { metrics }: Parts): void {
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request
    // The pattern, and one name for all that has none: an address could hold an id, and anybody can invent addresses.
    const route = routeOptions.url ?? 'none'
    metrics.request({ method, route, status: reply.statusCode, tookMs: reply.elapsedTime })
  })
}

const ROUTES = [
  accountRoutes,
  assignmentRoutes,
  auditRoutes,
  carriedRoutes,
  catalogueRoutes,
  contactRoutes,
  deviceRoutes,
  exportRoutes,
  healthRoutes,
  instrumentRoutes,
  metricsRoutes,
  pairRoutes,
  ownSessionRoutes,
  peopleRoutes,
  periodRoutes,
  resultRoutes,
  serviceRoutes,
  sessionRoutes,
  settingsRoutes,
  setupRoutes,
  setupFileRoutes,
  startRoutes,
  submissionRoutes,
  unitRoutes,
]

async function addHeaders(app: FastifyInstance, { config }: Parts): Promise<void> {
  const self = ["'self'"]
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: self,
        imgSrc: [...self, 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: self,
        frameAncestors: ["'none'"],
        ...(config.secure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    // Over plain http on a LAN these two would lock people out.
    strictTransportSecurity: config.secure,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  })
  app.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/api')) return
    void reply.header('cache-control', 'no-store')
    if (hasTokenInUrl(request.url)) throw problem('token.misplaced')
  })
}

/** Names under which a token or code is put into a URL, where every log on the way keeps it. */
const TOKEN_NAMES = [
  'token',
  'access_token',
  'auth',
  'authorization',
  'bearer',
  'code',
  'key',
  'password',
  'session',
]

function hasTokenInUrl(url: string): boolean {
  const at = url.indexOf('?')
  if (at === -1) return false
  return [...new URLSearchParams(url.slice(at))].some(
    ([name, value]) =>
      TOKEN_NAMES.includes(name.toLowerCase()) || /^(bearer )?[A-Za-z0-9_-]{43}$/i.test(value),
  )
}
