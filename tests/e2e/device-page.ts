// Serves the device's storage as a page: IndexedDB is tested where it lives, in a browser.
import { createServer } from 'node:http'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { build } from 'vite'
import { onTestFinished } from 'vitest'
import { launchBrowser, tempDir } from './harness.ts'

/** A page of its own origin, with `window.device`, and a way to open a second tab of it. */
export async function openDevicePage(): Promise<{ page: Page; another(): Promise<Page> }> {
  const url = await served(await bundled())
  const { context } = await launchBrowser({ userDataDir: await tempDir() })
  const another = async () => {
    const page = await context.newPage()
    await page.goto(url)
    return page
  }
  return { page: await another(), another }
}

async function bundled(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      minify: false,
      rolldownOptions: {
        input: join(import.meta.dirname, 'fixtures/device-page.ts'),
        output: { format: 'iife' },
      },
    },
  })
  const output = Array.isArray(built) ? built[0] : built
  if (!output || !('output' in output)) throw new Error('Nothing was built')
  return output.output[0].code
}

async function served(script: string): Promise<string> {
  const server = createServer((asked, answer) => {
    const isScript = asked.url === '/page.js'
    answer.writeHead(200, { 'content-type': isScript ? 'text/javascript' : 'text/html' })
    answer.end(
      isScript ? script : '<!doctype html><title>device</title><script src="/page.js"></script>',
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('No port')
  return `http://127.0.0.1:${address.port}/`
}
