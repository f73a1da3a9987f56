// The databases that the bench measures: a SQLite file, and a PostgreSQL server that writes to the disk as it should.
import { readdirSync, readFileSync } from 'node:fs'
import { tempDir } from '../e2e/harness.ts'
import { startPostgres } from '../store/postgres.ts'

export interface BenchDatabase {
  name: 'SQLite' | 'PostgreSQL'
  dataDir: string
  env: Record<string, string>
  /** Memory of the database's own processes, MB; `null` where it is a part of the server. Linux only. */
  memoryMb(): number | null
  stop(): Promise<void>
}

export async function aSqlite(): Promise<BenchDatabase> {
  const dataDir = await tempDir()
  return { name: 'SQLite', dataDir, env: {}, memoryMb: () => null, stop: async () => undefined }
}

export async function aPostgres(): Promise<BenchDatabase> {
  const dataDir = await tempDir()
  const server = await startPostgres({ durable: true })
  return {
    name: 'PostgreSQL',
    dataDir,
    env: { DATABASE_URL: server.url('postgres') },
    memoryMb: () => sharedFairlyMb(server.pid()),
    stop: () => server.stop(),
  }
}

/** Of a process and its children, what several share counted once (PSS). */
function sharedFairlyMb(pid: number): number {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === pid)
  let sumKb = 0
  for (const each of [String(pid), ...pids]) {
    const text = readFileSync(`/proc/${each}/smaps_rollup`, 'utf8')
    sumKb += Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? Number.NaN)
  }
  return sumKb / 1000
}

function parentOf(pid: string): number | null {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
  } catch (error) {
    // It ended while the list was read.
    if (error instanceof Error && 'code' in error) return null
    throw error
  }
}
