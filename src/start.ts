// npm start: builds the app when its sources changed, then serves it. `--watch` serves the sources instead.
import { fileURLToPath } from 'node:url'
import { createServer } from 'vite'
import { buildIfChanged } from './build.ts'
import { serve } from './server/serve.ts'

if (process.argv.includes('--watch')) {
  const root = fileURLToPath(new URL('..', import.meta.url))
  const target = await serve({ ...process.env, PORT: '0' })
  const vite = await createServer({ root, server: { proxy: { '/api': { target } } } })
  await vite.listen()
  vite.printUrls()
} else {
  await buildIfChanged()
  await serve(process.env)
}
