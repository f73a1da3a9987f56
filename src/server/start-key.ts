// The one-time keys of the links to /mulai that the terminal of an empty server shows, each process its own.
import { newToken, sameHash, tokenHash } from './secrets.ts'
import type { Db } from './store/open.ts'
import { putSetting, settingOf, swapSetting } from './store/settings.ts'

/** As many links are good at once: those of the processes that were started last. */
const MOST_KEYS = 16

/** Makes a key. Only its hash is kept, in the database: any server process takes it. */
export async function newStartKey(db: Db): Promise<string> {
  const key = newToken()
  const from = (await settingOf(db, 'start-keys')) ?? ''
  const to = JSON.stringify([...hashesIn(from), tokenHash(key)].slice(-MOST_KEYS))
  await putSetting(db, 'start-keys', from, { keep: true })
  // Another process has made one at this moment: once more.
  if (!(await swapSetting(db, 'start-keys', { from, to }))) return newStartKey(db)
  return key
}

/**
 * Takes a key, and closes all others with it.
 * @returns what `giveStartKeyBack` puts back where what it was taken for failed; `null` for a wrong key
 */
export async function takeStartKey(db: Db, key: string): Promise<string | null> {
  const from = (await settingOf(db, 'start-keys')) ?? ''
  const hash = tokenHash(key)
  if (!hashesIn(from).some((one) => sameHash(one, hash))) return null
  return (await swapSetting(db, 'start-keys', { from, to: '[]' })) ? from : null
}

export async function giveStartKeyBack(db: Db, taken: string): Promise<void> {
  await swapSetting(db, 'start-keys', { from: '[]', to: taken })
}

function hashesIn(value: string): string[] {
  // Written by `newStartKey` only.
  return value === '' ? [] : (JSON.parse(value) as string[])
}
