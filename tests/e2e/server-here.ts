// The real server in the test's own process, on a real port: for tests that neither kill it nor read its terminal.
import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { createApp } from '../../src/server/app.ts'
import { builtInInstruments } from '../../src/server/instruments.ts'
import { createParts } from '../../src/server/parts.ts'
import { readStartSettings } from '../../src/server/start-settings.ts'
import { openStore } from '../../src/server/store/open.ts'
import { atEnd, type Serving } from './harness.ts'

const BUILT_APP = join(import.meta.dirname, '../../dist')

/** Resolves when it listens; ends with the test. */
export async function serveHere({
  dataDir,
  port = 0,
}: {
  dataDir: string
  port?: number
}): Promise<Serving> {
  const settings = readStartSettings({ PORT: String(port), DATA_DIR: dataDir })
  if (!settings.ok) throw new Error(JSON.stringify(settings.problems))
  const { config } = settings.value
  const store = await openStore(dataDir, randomUUID())
  const parts = createParts(store, { config, instruments: builtInInstruments(), now: Date.now })
  const logger = { level: 'info', base: null, stream: nowhere() }
  const app = await createApp(parts, { logger, directory: BUILT_APP })
  await app.listen({ host: '127.0.0.1', port })
  // Listening on a host and port, never on a pipe.
  const real = (app.server.address() as AddressInfo).port
  let stopped: Promise<void> | undefined
  const stop = () => {
    stopped ??= app.close().then(() => store.close())
    return stopped
  }
  atEnd(stop)
  return { url: `http://127.0.0.1:${real}`, port: real, stop }
}

/** Where the log of a test goes. */
function nowhere(): Writable {
  return new Writable({ write: (_line, _encoding, done) => done() })
}
