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

/** Runs a command of `npm run cli`. */
export async function cli(
  directory: string,
  args: string[],
  options: { input?: string; env?: Record<string, string> } = {},
): Promise<Ended> {
  const child = run('src/server/cli.ts', args, { DATA_DIR: directory, ...options.env })
  child.stdin.end(options.input ?? '')
  return end(child)
}

/** The one JSON value that a command with `--json` prints. */
export async function cliJson(directory: string, args: string[], options: { input?: string } = {}) {
  const { stdout } = await cli(directory, [...args, '--json'], options)
  return JSON.parse(stdout)
}

export interface RunningServer {
  url: string
  stdout(): string
  stderr(): string
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<Ended>
}

/** Starts the server and waits for its line; it is killed when the test ends. */
export async function startServer(
  directory: string,
  env: Record<string, string> = {},
): Promise<RunningServer> {
  const child = run('src/server/main.ts', [], { DATA_DIR: directory, ...env })
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
export function failToStart(directory: string, env: Record<string, string>): Promise<Ended> {
  return end(run('src/server/main.ts', [], { DATA_DIR: directory, ...env }))
}

/** A directory with the example regency and a paired kiosk. */
export async function aKioskIn(directory: string): Promise<string> {
  await cli(directory, ['import-setup', EXAMPLE])
  const kiosk = ['--kind', 'kiosk', '--unit', 'disdukcapil', '--service', 'ktp-el']
  return (await cliJson(directory, ['create-device', ...kiosk, '--token'])).token
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
