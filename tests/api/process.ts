// The real server and the real commands, each in a process of its own.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
export const EXAMPLE = 'src/server/demo/barito-selatan.json'

export interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

function run(script: string, args: string[], env: Record<string, string>) {
  return spawn(process.execPath, [join(ROOT, script), ...args], {
    cwd: ROOT,
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', ...env },
  })
}

async function end(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return { code: child.exitCode, stdout, stderr }
}

/** Where the data are, as the environment says it: a directory, or a `postgres://…`. */
export function environmentOf(place: string): Record<string, string> {
  return place.startsWith('postgres:') ? { DATABASE_URL: place } : { DATA_DIR: place }
}

/** Runs a command of `npm run cli`. */
export async function cli(
  place: string,
  args: string[],
  options: { input?: string; env?: Record<string, string> } = {},
): Promise<Ended> {
  const child = run('src/server/cli.ts', args, { ...environmentOf(place), ...options.env })
  child.stdin.end(options.input ?? '')
  return end(child)
}

/** The one JSON value that a command with `--json` prints. */
export async function cliJson(place: string, args: string[], options: { input?: string } = {}) {
  const { stdout } = await cli(place, [...args, '--json'], options)
  return JSON.parse(stdout)
}

export interface RunningServer {
  url: string
  stdout(): string
  stderr(): string
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<Ended>
}

/** What `verify` says where nothing is wrong and no number missing. */
export const ALL_WELL = { ok: true, differences: [], series: [], gaps: [] }

/** Starts the server and waits for its line; it is killed when the test ends. */
export async function startServer(
  place: string,
  env: Record<string, string> = {},
): Promise<RunningServer> {
  const child = run('src/server/main.ts', [], { ...environmentOf(place), ...env })
  onTestFinished(() => void child.kill('SIGKILL'))
  let stdout = ''
  let stderr = ''
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  const exited = once(child, 'exit')
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      stdout += chunk
      if (stdout.includes('\n')) resolve()
    })
    exited.then(() => reject(new Error(`the server did not start: ${stderr}`)), reject)
  })
  return {
    url: stdout.trim().replace('Suara Warga: ', ''),
    stdout: () => stdout,
    stderr: () => stderr,
    async end(signal) {
      child.kill(signal)
      await exited
      return { code: child.exitCode, stdout, stderr }
    },
  }
}

/** A server that is expected not to start. */
export function failToStart(place: string, env: Record<string, string>): Promise<Ended> {
  return end(run('src/server/main.ts', [], { ...environmentOf(place), ...env }))
}

/** The token of a paired kiosk, in a place with the example regency. */
export async function aKioskIn(place: string): Promise<string> {
  await cli(place, ['import-setup', EXAMPLE])
  const kiosk = ['--kind', 'kiosk', '--unit', 'disdukcapil', '--service', 'ktp-el']
  return (await cliJson(place, ['create-device', ...kiosk, '--token'])).token
}

/** Posts a batch as a device does. */
export async function post(url: string, token: string, submissions: unknown[]) {
  const response = await fetch(`${url}/api/submissions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ sent: Date.now(), submissions }),
    signal: AbortSignal.timeout(20_000),
  })
  return { status: response.status, receipt: await response.json() }
}
