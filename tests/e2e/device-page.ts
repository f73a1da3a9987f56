// Serves the device's storage as a page: IndexedDB is tested where it lives, in a browser.
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { build } from 'vite'
import { onTestFinished } from 'vitest'
import { launchBrowser, openContext } from './harness.ts'

export interface DevicePage {
  page: Page
  url: string
  another(): Promise<Page>
  /** As a pulled plug does. */
  kill(): Promise<void>
}

/**
 * A page of its own origin, with `window.device`, and a way to open a second tab of it.
 * @param fixture what is put on the page; @param userDataDir of a browser that is killed; @param url of one that was served before; @param api address of the server
 *   that answers `/api` there, or of none that listens
 */
export async function openDevicePage({
  fixture = 'device-page.ts',
  userDataDir,
  url,
  api,
}: {
  fixture?: string
  userDataDir?: string
  url?: string
  api?: string
} = {}): Promise<DevicePage> {
  const address = url ?? (await served(await bundled(fixture), api))
  const browser = userDataDir ? await launchBrowser({ userDataDir }) : null
  const context = browser?.context ?? (await openContext())
  const another = async () => {
    const page = await context.newPage()
    await page.goto(address)
    return page
  }
  const kill = browser?.kill ?? (() => context.close())
  return { page: await another(), url: address, another, kill }
}

/** The scripts by their paths; the first is the page's. */
async function bundled(fixture: string): Promise<Map<string, string>> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      minify: false,
      modulePreload: false,
      rolldownOptions: {
        input: join(import.meta.dirname, 'fixtures', fixture),
        output: { format: 'es' },
      },
    },
  })
  const output = Array.isArray(built) ? built[0] : built
  if (!output || !('output' in output)) throw new Error('Nothing was built')
  const chunks = output.output.filter((one) => one.type === 'chunk')
  const entry = chunks.find(({ isEntry }) => isEntry)
  if (!entry) throw new Error('No entry was built')
  const scripts = chunks.map(({ fileName, code }): [string, string] => [`/${fileName}`, code])
  return new Map([['/page.js', `import '/${entry.fileName}'`], ...scripts])
}

async function served(scripts: Map<string, string>, api: string | undefined): Promise<string> {
  const server = createServer((asked, answer) => {
    const path = asked.url ?? '/'
    if (api && path.startsWith('/api/')) return passOn(asked, answer, new URL(path, api))
    const script = scripts.get(path)
    answer.writeHead(200, { 'content-type': script ? 'text/javascript' : 'text/html' })
    answer.end(
      script ??
        '<!doctype html><title>device</title><script type="module" src="/page.js"></script>',
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

/** As a proxy does; where no server listens, the connection ends, as a dead link's does. */
function passOn(asked: IncomingMessage, answer: ServerResponse, to: URL): void {
  const { method, headers } = asked
  const passed = request(to, { method, headers: { ...headers, host: to.host } }, (reply) => {
    answer.writeHead(reply.statusCode ?? 502, reply.headers)
    reply.pipe(answer)
  })
  passed.on('error', () => answer.destroy())
  asked.pipe(passed)
}
