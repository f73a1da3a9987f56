// A backup as a file: written beside its name, proved by putting it back in a scratch place, then given its name.
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { chmod, copyFile, mkdir, mkdtemp, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { problem } from './problems.ts'
import { note } from './store/audit.ts'
import {
  BackupDamaged,
  BackupLacksAnswers,
  openBackup,
  putBack,
  sealCopy,
  writeCopy,
} from './store/backup.ts'
import type { Sums } from './store/copy.ts'
import { DatabaseIsNewer } from './store/migrations.ts'
import { openStore, type Store } from './store/open.ts'
import { verifyTallies } from './store/rebuild.ts'
import type { KnownInstrument } from './store/tallies.ts'

export interface BackupReport {
  file: string
  bytes: number
  sha256: string
  /** Rows and checksum of every table. */
  tables: Sums
  /** Tallies that are not what their rows say: in the database itself, not by the copy. */
  differences: number
}

/** Only who runs the server reads it: it holds answers and the hashes of passwords. */
const OWNER_ONLY = 0o600
export const WORK_PREFIX = '.suara-warga-'

/**
 * @param options.force writes over a file that is there
 * @throws RequestProblem `file.exists`, `file.unwritable`, `backup.damaged`
 */
export async function backUp(
  store: Store,
  file: string,
  options: { force: boolean; instrumentNamed: KnownInstrument },
): Promise<BackupReport> {
  const path = resolve(file)
  if (!options.force && existsSync(path)) throw problem('file.exists', file)
  return inWorkDirectory(dirname(path), async (work) => {
    const copy = join(work, 'copy.db')
    await writeCopy(store, copy)
    const proof = await prove(copy, join(work, 'scratch'), options.instrumentNamed)
    const facts = { bytes: (await stat(copy)).size, sha256: await digestOf(copy) }
    await chmod(copy, OWNER_ONLY)
    await flush(copy)
    await rename(copy, path)
    await flush(dirname(path))
    return { file, ...facts, ...proof }
  })
}

/**
 * Makes the store hold what the backup holds; its epoch changes.
 * @param options.scratch where there is room for a copy of the file
 * @returns answers that the store held and the backup does not
 * @throws RequestProblem `file.unreadable`, `backup.damaged`, `database.newer`, `restore.loses`
 */
export async function restore(
  store: Store,
  file: string,
  options: { force: boolean; now: number; who: { who: string; address: string }; scratch: string },
): Promise<{ lost: number; tables: Sums; epoch: string }> {
  await refuseUnreadable(file)
  await mkdir(options.scratch, { recursive: true })
  return inWorkDirectory(options.scratch, async (work) => {
    // Opening changes it: the backup itself stays as it was.
    const copy = join(work, 'copy.db')
    await copyFile(file, copy)
    const backup = await openOrSay(copy, file)
    const epoch = randomUUID()
    const entry = { at: options.now, ...options.who, action: 'backup.restored' } as const
    try {
      const { lost, sums } = await putBack(backup.db, store.db, {
        newEpoch: epoch,
        evenIfLess: options.force,
        note: (trx, lost) => note(trx, { ...entry, detail: { lost } }),
      })
      return { lost, tables: sums, epoch }
    } catch (error) {
      if (error instanceof BackupLacksAnswers)
        throw problem('restore.loses', file, String(error.answers))
      if (error instanceof BackupDamaged) throw problem('backup.damaged', file, error.message)
      throw error
    } finally {
      await backup.close()
    }
  })
}

/** Puts the copy back into a new database, which compares both, and makes every tally again from the rows. */
async function prove(copy: string, directory: string, instrumentNamed: KnownInstrument) {
  const backup = await openOrSay(copy, copy)
  try {
    const scratch = await openStore(directory, randomUUID(), { hurried: false })
    try {
      const nothing = async () => undefined
      const into = { newEpoch: randomUUID(), evenIfLess: false, note: nothing }
      const { sums } = await putBack(backup.db, scratch.db, into)
      const differences = await verifyTallies(scratch.db, instrumentNamed)
      await sealCopy(backup)
      return { tables: sums, differences: differences.length }
    } finally {
      await scratch.close()
    }
  } finally {
    await backup.close()
  }
}

async function openOrSay(copy: string, file: string): Promise<Store> {
  try {
    return await openBackup(copy)
  } catch (error) {
    if (error instanceof DatabaseIsNewer) throw problem('database.newer', file, error.message)
    if (error instanceof BackupDamaged) throw problem('backup.damaged', file, error.message)
    throw error
  }
}

async function refuseUnreadable(file: string): Promise<void> {
  try {
    await (await open(file)).close()
  } catch (error) {
    throw problem('file.unreadable', file, codeOf(error))
  }
}

/** A directory that is gone afterwards, whatever happens; what a power cut leaves of it begins with a dot. */
async function inWorkDirectory<T>(parent: string, work: (directory: string) => Promise<T>) {
  let directory: string
  try {
    directory = await mkdtemp(join(parent, WORK_PREFIX))
  } catch (error) {
    throw problem('file.unwritable', parent, codeOf(error))
  }
  try {
    return await work(directory)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
