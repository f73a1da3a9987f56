// Starts the server in this process: configuration, database, HTTP, and the way it ends.
import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { createApp } from './app.ts'
import { type Config, readConfig } from './config.ts'
import { builtInInstruments } from './instruments.ts'
import { createParts } from './parts.ts'
import { createStartKey } from './start-key.ts'
import { DatabaseIsNewer } from './store/migrations.ts'
import { openStore, type Store } from './store/open.ts'
import { isUntouched } from './store/settings.ts'
import { say, sayProblems } from './terminal.ts'

const BUILT_APP = fileURLToPath(new URL('../../dist', import.meta.url))
/** What is in flight gets this long to end when the server is stopped. */
const STOP_MS = 10_000

/** Runs until a signal; ends the process with 1 and a plain message where it cannot start. */
export async function serve(environment: NodeJS.ProcessEnv): Promise<string> {
  const config = readConfig(environment)
  if (!config.ok) {
    sayProblems(config.problems)
    process.exit(1)
  }
  const store = await openOrExit(config.value)
  const untouched = await isUntouched(store.db)
  const start = untouched ? createStartKey() : null
  const parts = createParts(store, {
    config: config.value,
    instruments: builtInInstruments(),
    now: Date.now,
    startKey: start?.startKey ?? null,
  })
  const logger = { level: 'info', base: null, stream: process.stderr }
  const app = await createApp(parts, { logger, directory: BUILT_APP })
  stopOnSignals(app, store)
  const url = await listenOrExit(app, config.value)
  process.stdout.write(`Suara Warga: ${url}\n`)
  if (start) sayWhereToStart(config.value.publicUrl ?? url, start.key)
  return url
}

async function openOrExit(config: Config): Promise<Store> {
  try {
    return await openStore(config.dataDirectory, randomUUID())
  } catch (error) {
    if (error instanceof DatabaseIsNewer) {
      sayProblems([{ code: 'database.newer', path: config.dataDirectory, detail: error.message }])
    } else {
      const detail = error instanceof Error ? error.message : String(error)
      sayProblems([{ code: 'config.invalid', path: `DATA_DIR ${config.dataDirectory}`, detail }])
    }
    process.exit(1)
  }
}

async function listenOrExit(app: FastifyInstance, { host, port }: Config): Promise<string> {
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
  return `http://${host.includes(':') ? `[${host}]` : host}:${real}`
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
