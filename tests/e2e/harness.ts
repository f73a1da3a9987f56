// What every browser test stands on: real server processes, the command line, real browsers, and their end.
// Most tests need less, which costs less: `openContext` for a browser that is not restarted or killed, `serveHere`
// (server-here.ts) for a server that is not killed, `prepareIn` and `commandHere` (prepared.ts) for what it begins with.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium } from 'playwright-core'
import { onTestFinished } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
const START_WITHIN_MS = 20_000
/** Long enough for a machine that is busy with other things: a hang fails all the same. */
const ACTION_MS = 30_000

/** Cleans up after the test that runs, unless a run outside the test runner said otherwise. */
export let atEnd = (end: () => unknown): void =>
  onTestFinished(async () => {
    await end()
  })

/** For a run that is no test (the bench): hands every end to be done to the caller. */
export function endAfter(register: (end: () => unknown) => void): void {
  atEnd = register
}

export interface Serving {
  /** `http://127.0.0.1:PORT` */
  url: string
  port: number
  /** As an operator does: waits for what is in flight. */
  stop(): Promise<void>
}

export interface RunningServer extends Serving {
  pid: number
  /** The one-time link's key, where the database is empty. */
  startKey: string | null
  /** As a power cut does. */
  kill(): Promise<void>
}

/** A directory of its own, removed when the test ends. */
export async function tempDir(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'suara-warga-test-'))
  atEnd(() => rm(path, { recursive: true, force: true, maxRetries: 5 }))
  return path
}

/** A port that nothing listens on, for a server that comes back at the same address. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => {
        if (address && typeof address === 'object') resolve(address.port)
        else reject(new Error('No free port'))
      })
    })
  })
}

/** The real server in a process of its own; resolves when it listens, and ends with the test. */
export async function startServer({
  dataDir,
  port = 0,
  env = {},
}: {
  dataDir: string
  port?: number
  env?: Record<string, string>
}): Promise<RunningServer> {
  const child = spawn(process.execPath, [join(ROOT, 'src/server/main.ts')], {
    cwd: ROOT,
    env: { ...process.env, HOST: '127.0.0.1', PORT: String(port), DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  atEnd(() => ended(child, 'SIGKILL'))
  const output = gathered(child)
  const url = await lineWith(child, output, /^Suara Warga: (http:\/\/\S+)/m)
  return {
    url,
    port: Number(new URL(url).port),
    pid: child.pid ?? 0,
    get startKey() {
      return /\/mulai#(\S+)/.exec(output.text)?.[1] ?? null
    },
    stop: () => ended(child, 'SIGTERM'),
    kill: () => ended(child, 'SIGKILL'),
  }
}

export interface Finished {
  status: number
  stdout: string
  stderr: string
  /** What `--json` wrote; `undefined` without it. */
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects to find in it
  json: any
}

/** Runs one command of `npm run cli` beside whatever server there is. */
export async function cli(
  args: readonly string[],
  {
    dataDir,
    input = '',
    env = {},
  }: { dataDir: string; input?: string; env?: Record<string, string> },
): Promise<Finished> {
  const child = spawn(process.execPath, [join(ROOT, 'src/server/cli.ts'), ...args], {
    cwd: ROOT,
    env: { ...process.env, DATA_DIR: dataDir, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const out = gathered(child, 'stdout')
  const err = gathered(child, 'stderr')
  child.stdin.end(input)
  const status = await new Promise<number>((resolve) =>
    child.on('close', (code) => resolve(code ?? -1)),
  )
  const json = args.includes('--json') && out.text ? JSON.parse(out.text) : undefined
  return { status, stdout: out.text, stderr: err.text, json }
}

const SCREEN = { width: 1280, height: 800 }
const PERSON = { locale: 'id-ID', timezoneId: 'Asia/Jakarta' }

let shared: Promise<Browser> | undefined

/**
 * A browser with nothing in it yet, which is forgotten when the test ends: all tests of a file share its process.
 * It keeps what a tablet keeps (worker, IndexedDB, caches), but for no later start: that is what `launchBrowser` is for.
 * @param viewport CSS pixels; the kiosk's 1280 × 800 when left out
 */
export async function openContext(viewport = SCREEN): Promise<BrowserContext> {
  shared ??= startBrowser()
  const context = await (await shared).newContext({ viewport, ...PERSON })
  context.setDefaultTimeout(ACTION_MS)
  atEnd(() => context.close().catch(() => undefined))
  return context
}

async function startBrowser(): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: await browserBinary(),
    headless: true,
    args: BROWSER_FLAGS,
  })
  // One that crashed takes no other test with it.
  browser.once('disconnected', () => {
    shared = undefined
  })
  return browser
}

/** Ends the browser that the tests of a file shared. */
export async function closeSharedBrowser(): Promise<void> {
  await (await shared)?.close()
}

export interface RunningBrowser {
  context: BrowserContext
  /** Kills the browser as a pulled plug does: no event, no goodbye. */
  kill(): Promise<void>
}

/**
 * A browser on a profile that stays, as a tablet's does. Two on one profile one after the other are two starts of a tablet.
 * @param viewport CSS pixels; the kiosk's 1280 × 800 when left out
 */
export async function launchBrowser({
  userDataDir,
  viewport = SCREEN,
}: {
  userDataDir: string
  viewport?: { width: number; height: number }
}): Promise<RunningBrowser> {
  const context = await chromium.launchPersistentContext(userDataDir, {
    executablePath: await browserBinary(),
    headless: true,
    viewport,
    ...PERSON,
    args: BROWSER_FLAGS,
  })
  context.setDefaultTimeout(ACTION_MS)
  atEnd(() => context.close().catch(() => undefined))
  return { context, kill: () => killBrowser(context, userDataDir) }
}

const BROWSER_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** `CHROME_BIN`, else Debian's, else the one from npm, unpacked once. */
async function browserBinary(): Promise<string> {
  const found = [process.env.CHROME_BIN, '/usr/bin/chromium'].find(
    (path) => path && existsSync(path),
  )
  if (found) return found
  const { default: packed } = await import('@sparticuz/chromium')
  return await packed.executablePath()
}

/** Ends the browser's main process: the one that was started on this profile and is no child of another. */
async function killBrowser(context: BrowserContext, userDataDir: string): Promise<void> {
  const closed = new Promise<void>((resolve) => context.on('close', () => resolve()))
  process.kill(await browserPid(userDataDir), 'SIGKILL')
  await closed
  // The next start would take the profile for one in use by another machine.
  for (const name of ['SingletonLock', 'SingletonSocket', 'SingletonCookie'])
    await rm(join(userDataDir, name), { force: true })
}

async function browserPid(userDataDir: string): Promise<number> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  for (const pid of pids) {
    // A process that has ended meanwhile has no command line.
    const words = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0')
    const ours = words.some((word) => word === `--user-data-dir=${userDataDir}`)
    if (ours && !words.some((word) => word.startsWith('--type='))) return Number(pid)
  }
  throw new Error('No browser runs on this profile')
}

interface Gathered {
  text: string
}

function gathered(child: ChildProcess, only?: 'stdout' | 'stderr'): Gathered {
  const output = { text: '' }
  for (const name of ['stdout', 'stderr'] as const)
    if (!only || only === name)
      child[name]?.on('data', (data: Buffer) => {
        output.text += data.toString()
      })
  return output
}

function lineWith(child: ChildProcess, output: Gathered, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    const give = (why: string) => reject(new Error(`${why}:\n${output.text}`))
    const timer = setTimeout(() => give('The server did not start in time'), START_WITHIN_MS)
    const look = () => {
      const found = pattern.exec(output.text)?.[1]
      if (!found) return
      clearTimeout(timer)
      resolve(found)
    }
    child.stdout?.on('data', look)
    child.once('exit', () => give('The server ended'))
  })
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  await exit
}
