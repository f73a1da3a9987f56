// The database that this browser uses: the first, or a fresh one under a new name since the one before would not open.
import { PATHS, read } from './cache.ts'
import { DATABASE_NAME, type Database, type Note, openDatabase } from './db.ts'

/** Rejects with `StorageError` when neither it nor a fresh one opens. */
export async function openStorage(note: Note): Promise<Database> {
  return await openDatabase({
    name: await nameInUse(),
    note,
    async instead(name, cause) {
      const { moveForward } = await import('./fresh.ts')
      return await moveForward(name, cause, note)
    },
  })
}

async function nameInUse(): Promise<string> {
  try {
    // Beside the copy: what does not open cannot say what is used in its place.
    return (await read<string>(PATHS.database)) ?? DATABASE_NAME
  } catch {
    // No Cache Storage, or none that can be read: what another name holds is taken over at the start.
    return DATABASE_NAME
  }
}
