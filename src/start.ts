// npm start: builds the app when its sources changed, then serves it. `--watch` serves the sources instead.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { startSmall } from './server/start-small.ts'

const STANDARD_ERROR = 2

if (process.argv.includes('--build')) {
  const { buildIfChanged } = await import('./build.ts')
  await buildIfChanged()
  // Loaded here once, it is in Node's cache when the server itself loads it.
  await import('./server/serve.ts')
} else if (process.argv.includes('--watch')) {
  const root = fileURLToPath(new URL('..', import.meta.url))
  const { serve } = await import('./server/serve.ts')
  const target = await serve({ ...process.env, PORT: '0' })
  const { createServer } = await import('vite')
  const vite = await createServer({
    root,
    server: { proxy: { '/api': { target, secure: false } } },
  })
  await vite.listen()
  vite.printUrls()
} else {
  buildElsewhere()
  await startSmall(async () => (await import('./server/serve.ts')).serve(process.env))
}

/** In a process of its own: the memory that a build takes, the server must not keep for months. */
function buildElsewhere(): void {
  const { status } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), '--build'], {
    // Standard output is the server's one line.
    stdio: ['ignore', STANDARD_ERROR, STANDARD_ERROR],
  })
  if (status !== 0) process.exit(status ?? 1)
}
