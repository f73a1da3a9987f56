// Starts the server in this process: configuration, database, HTTP, and the way it ends.
import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import type { Server } from 'node:tls'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { createApp } from './app.ts'
import { keepBackups } from './backup-timer.ts'
import { type Config, databaseName, type TlsFiles } from './config.ts'
import { remoteWarning } from './file-system.ts'
import { builtInInstruments } from './instruments.ts'
import { createParts, type Parts } from './parts.ts'
import { newStartKey } from './start-key.ts'
import { readStartSettings } from './start-settings.ts'
import { inTransaction } from './store/dialect.ts'
import { DatabaseIsNewer } from './store/migrations.ts'
import { openStore, type Store } from './store/open.ts'
import { isUntouched } from './store/settings.ts'
import { say, sayProblems } from './terminal.ts'
import { type TlsPair, watchPair } from './tls.ts'

const BUILT_APP = fileURLToPath(new URL('../../dist', import.meta.url))
const DAY_MS = 86_400_000
/** What is in flight gets this long to end when the server is stopped. */
const STOP_MS = 10_000

/** Runs until a signal; ends the process with 1 and a plain message where it cannot start. */
export async function serve(environment: NodeJS.ProcessEnv): Promise<string> {
  const settings = readStartSettings(environment)
  if (!settings.ok) {
    sayProblems(settings.problems)
    process.exit(1)
  }
  const { config, pair } = settings.value
  const store = await openOrExit(config)
  if (store.kind === 'sqlite')
    for (const line of await remoteWarning(config.dataDirectory)) say(line)
  const untouched = await isUntouched(store.db)
  const startKey = untouched ? await inTransaction(store.db, newStartKey) : null
  const parts = createParts(store, {
    config,
    instruments: builtInInstruments(),
    now: Date.now,
  })
  const logger = { level: 'info', base: null, stream: process.stderr }
  const app = await createApp(parts, { logger, directory: BUILT_APP, tls: pair })
  if (config.tls && pair) keepCertificate(app, parts, { files: config.tls, pair })
  tendDaily(app, store)
  if (config.backup) keepBackups(app, parts, config.backup)
  stopOnSignals(app, store)
  const url = await listenOrExit(app, config)
  process.stdout.write(`Suara Warga: ${url}\n`)
  if (startKey) sayWhereToStart(config.publicUrl ?? url, startKey)
  return url
}

async function openOrExit(config: Config): Promise<Store> {
  try {
    return await openStore(config.databaseUrl ?? config.dataDirectory, randomUUID())
  } catch (error) {
    if (error instanceof DatabaseIsNewer) {
      sayProblems([{ code: 'database.newer', path: databaseName(config), detail: error.message }])
    } else {
      const detail = error instanceof Error ? error.message : String(error)
      const setting = config.databaseUrl === null ? 'DATA_DIR' : 'DATABASE_URL'
      const path = `${setting} ${databaseName(config)}`
      sayProblems([{ code: 'config.invalid', path, detail }])
    }
    process.exit(1)
  }
}

function tendDaily(app: FastifyInstance, store: Store): void {
  const timer = setInterval(() => {
    store.tend().catch((error: unknown) => {
      // Tomorrow, or by another process, it is tried again; until then nothing is missing.
      app.log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'tending failed')
    })
  }, DAY_MS)
  timer.unref()
  app.addHook('onClose', async () => clearInterval(timer))
}

function keepCertificate(
  app: FastifyInstance,
  { metrics }: Parts,
  { files, pair }: { files: TlsFiles; pair: TlsPair },
): void {
  metrics.certificate(pair.expiresAt)
  // Made with a pair, it is a server that speaks TLS.
  const server = app.server as unknown as Server
  const stop = watchPair(server, pair, {
    files,
    report(read) {
      if (read.ok) {
        metrics.certificate(read.value.expiresAt)
        return app.log.info('certificate changed')
      }
      sayProblems(read.problems)
      app.log.error({ codes: read.problems.map(({ code }) => code) }, 'certificate not changed')
    },
  })
  app.addHook('onClose', async () => stop())
}

async function listenOrExit(app: FastifyInstance, config: Config): Promise<string> {
  const { host, port } = config
  try {
    await app.listen({ host, port, listenTextResolver: () => 'listening' })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    say(
      code === 'EADDRINUSE'
        ? `Port ${port} di ${host} sudah dipakai program lain: pilih yang lain dengan PORT=…`
        : `Server tidak dapat mendengarkan di ${host} port ${port} (${code}).`,
      code === 'EADDRINUSE'
        ? `Port ${port} on ${host} is in use by another program: choose another with PORT=…`
        : `The server cannot listen on ${host} port ${port} (${code}).`,
    )
    process.exit(1)
  }
  const address = app.server.address()
  // Listening on a host and port, never on a pipe.
  const real = (address as AddressInfo).port
  return `${config.tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${real}`
}

function sayWhereToStart(url: string, key: string): void {
  say('', `  Mulai di sini (sekali pakai): ${url}/mulai#${key}`, '  Start here (works once)', '')
}

function stopOnSignals(app: FastifyInstance, store: Store): void {
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    setTimeout(() => app.server.closeAllConnections(), STOP_MS).unref()
    await app.close()
    await store.close()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      stop().catch((error: unknown) => {
        app.log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'stop failed')
        process.exit(1)
      })
    })
}
