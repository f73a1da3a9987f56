// The engines of this machine, each with its own driver: Chromium, Firefox (BiDi) and WebKitGTK (WebDriver).
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import type { Driver } from './hand.ts'
import { atEnd, freePort, launchBrowser, tempDir } from './harness.ts'

export interface Engine {
  name: 'Chromium' | 'Firefox' | 'WebKitGTK'
  /** A browser on a profile of its own, which ends with the test. */
  start(): Promise<Driver>
}

const FIREFOX = process.env.FIREFOX_BIN ?? '/usr/bin/firefox-esr'
const WEBKIT_DRIVER = '/usr/bin/WebKitWebDriver'
const MINI_BROWSER = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser'

/** Chromium is always there, for one comes from npm; the others where Debian's packages are installed, as `.ci/run` does. */
export const ENGINES: readonly Engine[] = [
  { name: 'Chromium', start: startChromium },
  ...(existsSync(FIREFOX) ? [{ name: 'Firefox', start: startFirefox } as const] : []),
  ...(existsSync(WEBKIT_DRIVER) && existsSync(MINI_BROWSER)
    ? [{ name: 'WebKitGTK', start: startWebKit } as const]
    : []),
]

async function startChromium(): Promise<Driver> {
  const { context } = await launchBrowser({ userDataDir: await tempDir() })
  const page = await context.newPage()
  return {
    goto: async (url) => void (await page.goto(url)),
    reload: async () => void (await page.reload()),
    // Playwright's own type unwraps handles, which a JSON value has none of.
    evaluate: (inPage, argument) => page.evaluate(inPage as never, argument as never),
    click: (selector) => page.click(selector),
    type: (selector, text) => page.locator(selector).pressSequentially(text),
    screenshot: () => page.screenshot(),
    close: () => context.close(),
  }
}

async function startFirefox(): Promise<Driver> {
  const { launch } = await import('puppeteer-core')
  const browser = await launch({
    browser: 'firefox',
    executablePath: FIREFOX,
    headless: true,
    userDataDir: await tempDir(),
    defaultViewport: { width: 1280, height: 800 },
    extraPrefsFirefox: { 'intl.accept_languages': 'id' },
  })
  atEnd(() => browser.close())
  const page = await browser.newPage()
  page.setDefaultTimeout(30_000)
  // The hand looks for itself whether the page stands: Firefox does not always tell of a load that its worker answered.
  const waitUntil = 'domcontentloaded' as const
  return {
    goto: async (url) => void (await page.goto(url, { waitUntil })),
    reload: async () => void (await page.reload({ waitUntil })),
    evaluate: (inPage, argument) => page.evaluate(inPage as never, argument) as never,
    click: (selector) => page.click(selector),
    type: (selector, text) => page.type(selector, text),
    screenshot: async () => Buffer.from(await page.screenshot()),
    close: () => browser.close(),
  }
}

async function startWebKit(): Promise<Driver> {
  const port = await freePort()
  // A process group of its own: the virtual screen and the browser end with the driver.
  const driver = spawn('xvfb-run', ['-a', WEBKIT_DRIVER, `--port=${port}`], {
    detached: true,
    stdio: 'ignore',
    env: { ...process.env, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' },
  })
  atEnd(() => endGroup(driver))
  const base = `http://127.0.0.1:${port}/session`
  const options = { binary: MINI_BROWSER, args: ['--automation'] }
  const alwaysMatch = { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': options }
  const begun = await untilItListens(() => ask('POST', base, { capabilities: { alwaysMatch } }))
  const session = `${base}/${(begun as { sessionId: string }).sessionId}`
  const element = async (selector: string) => {
    const found = await ask('POST', `${session}/element`, {
      using: 'css selector',
      value: selector,
    })
    // The key of an element in WebDriver is this one, always.
    return (found as Record<string, string>)['element-6066-11e4-a52e-4f735466cecf']
  }
  await ask('POST', `${session}/timeouts`, { script: 60_000, pageLoad: 60_000 })
  await ask('POST', `${session}/window/rect`, { width: 1280, height: 800 })
  return {
    goto: async (url) => void (await ask('POST', `${session}/url`, { url })),
    reload: async () => void (await ask('POST', `${session}/refresh`, {})),
    evaluate: async (inPage, argument) =>
      (await ask('POST', `${session}/execute/sync`, {
        script: `return (${inPage.toString()})(arguments[0])`,
        args: [argument],
      })) as never,
    click: async (selector) =>
      void (await ask('POST', `${session}/element/${await element(selector)}/click`, {})),
    type: async (selector, text) =>
      void (await ask('POST', `${session}/element/${await element(selector)}/value`, { text })),
    screenshot: async () =>
      Buffer.from(String(await ask('GET', `${session}/screenshot`)), 'base64'),
    close: async () => void (await ask('DELETE', session)),
  }
}

/** One call of WebDriver. Source: https://www.w3.org/TR/webdriver2/ */
async function ask(method: string, url: string, body?: unknown): Promise<unknown> {
  const response = await fetch(url, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(90_000),
  })
  const { value } = (await response.json()) as { value: unknown }
  if (!response.ok) throw new Error(`WebDriver: ${JSON.stringify(value).slice(0, 1500)}`)
  return value
}

const LISTENS_WITHIN_MS = 20_000

/** The driver has no way to say that it listens. */
async function untilItListens<T>(call: () => Promise<T>): Promise<T> {
  const until = performance.now() + LISTENS_WITHIN_MS
  for (;;) {
    try {
      return await call()
    } catch (error) {
      const refused = error instanceof TypeError
      if (!refused || performance.now() > until) throw error
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
}

function endGroup(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.pid === undefined || child.exitCode !== null) return resolve()
    child.once('exit', () => resolve())
    process.kill(-child.pid, 'SIGKILL')
  })
}
