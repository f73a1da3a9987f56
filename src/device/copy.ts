// A second copy of what no server has yet, beside IndexedDB, from which a lost or corrupt database is healed.
// It stands in Cache Storage: all IndexedDB databases of an origin share one store in Chromium and die together.
import {
  type Database,
  metaOf,
  type PairingRecord,
  type PinRecord,
  type ReadTx,
  type SetupRecord,
  setMeta,
} from './db.ts'
import { formerIdentities, keepIdentity } from './identities.ts'
import type { LostRow, Outbox } from './outbox.ts'
import { countOf, type Numbered, putBackCount } from './series.ts'

const CACHE_NAME = 'suara-warga-copy'
/** No addresses of the app: nothing is ever fetched from them. */
const ROWS = '/copy/row/'
const STATE = '/copy/state'
const COUNT = '/copy/count/'
/** Where older apps kept the last number, of the series without a name. */
const OLD_COUNT = '/copy/sequence/'
const LOCK_NAME = 'suara-warga-copy'

interface CopiedState {
  pairing: PairingRecord
  /** Pairings that were replaced; absent in a copy of an older app. */
  former?: PairingRecord[]
  pin: Omit<PinRecord, 'salt' | 'hash'> & { salt: number[]; hash: number[] }
  setup: SetupRecord | null
}

export interface Copy {
  keepRow(row: LostRow): Promise<void>
  /** Puts a copy beside every submission that waits without one. */
  keepMissing(outbox: Outbox): Promise<void>
  /** How far a device has counted. */
  keepCount(device: string, count: Numbered): Promise<void>
  dropRows(ids: readonly string[]): Promise<void>
  /** Pairings, PIN, setup and the last numbers as the database has them now. */
  keepState(database: Database): Promise<void>
  /** Puts pairings, PIN, setup and the last numbers back into a database that lost them. */
  healState(database: Database): Promise<void>
  /** Puts submissions back that the database has lost; one damaged copy stops no other. @returns how many */
  healRows(outbox: Outbox): Promise<number>
}

/** `null` outside a secure context, where there is no Cache Storage and no kiosk. */
export function openCopy(): Copy | null {
  if (typeof caches === 'undefined') return null
  const open = () => caches.open(CACHE_NAME)

  async function put(key: string, value: unknown): Promise<void> {
    await (await open()).put(key, new Response(JSON.stringify(value)))
  }

  /** Only this file writes here, which is what the type says. */
  async function read<T>(key: string): Promise<T | null> {
    const kept = await (await open()).match(key)
    return kept ? ((await kept.json()) as T) : null
  }

  /** What stands in the copy under a prefix. */
  async function copied(prefix: string): Promise<string[]> {
    const paths = (await (await open()).keys()).map(({ url }) => new URL(url).pathname)
    return paths.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length))
  }

  async function dropRows(ids: readonly string[]): Promise<void> {
    const cache = await open()
    await Promise.all(ids.map((id) => cache.delete(ROWS + id)))
  }

  async function keepRow({ submission, device, series }: LostRow): Promise<void> {
    await put(ROWS + submission.id, { submission, device, series } satisfies LostRow)
  }

  /** Two saves may end in the other order, and in two tabs: only the highest number of a series counts. */
  async function keepCount(device: string, count: Numbered): Promise<void> {
    // Where there is Cache Storage there are locks.
    await navigator.locks.request(LOCK_NAME, async () => {
      const kept = await keptCount(device)
      const known = kept?.series === count.series && kept && kept.sequence >= count.sequence
      if (!known) await put(COUNT + device, count)
    })
  }

  async function keptCount(device: string): Promise<Numbered | null> {
    // A damaged number is as good as none: a storage that knows none begins another series.
    const kept = await read<Numbered>(COUNT + device).catch(() => null)
    return typeof kept?.sequence === 'number' ? kept : null
  }

  async function oldCount(device: string): Promise<Numbered | null> {
    const sequence = await read<unknown>(OLD_COUNT + device).catch(() => null)
    return typeof sequence === 'number' ? { sequence } : null
  }

  async function putBack(id: string, outbox: Outbox): Promise<boolean> {
    try {
      const row = await read<LostRow>(ROWS + id)
      if (row) await outbox.restore(row)
      return row !== null
    } catch (error) {
      console.warn('Suara Warga: copy', error instanceof Error ? error.name : 'failed')
      return false
    }
  }

  return {
    keepRow,
    keepCount,
    dropRows,

    async keepMissing(outbox) {
      const there = new Set(await copied(ROWS))
      for (const row of await outbox.waiting()) if (!there.has(row.id)) await keepRow(row)
    },

    async keepState(database) {
      const { pairing, former, counts, pin, setup } = await database.read(async (tx) => ({
        pairing: await metaOf(tx, 'pairing'),
        former: await formerIdentities(tx),
        counts: await countsOf(tx),
        pin: await metaOf(tx, 'pin'),
        setup: await metaOf(tx, 'setup'),
      }))
      if (!pairing || !pin) return
      const plainPin = { ...pin, salt: [...pin.salt], hash: [...pin.hash] }
      const state: CopiedState = { pairing, former, pin: plainPin, setup: setup ?? null }
      await put(STATE, state)
      for (const [device, count] of counts) await keepCount(device, count)
    },

    async healState(database) {
      const state = await read<CopiedState>(STATE)
      if (!state) return
      const counts: [string, Numbered | null][] = []
      for (const device of await copied(COUNT)) counts.push([device, await keptCount(device)])
      for (const device of await copied(OLD_COUNT)) counts.push([device, await oldCount(device)])
      const { salt, hash } = state.pin
      const pin = { ...state.pin, salt: Uint8Array.from(salt), hash: Uint8Array.from(hash) }
      await database.write(async (tx) => {
        if (await metaOf(tx, 'pairing')) return
        await setMeta(tx, 'pairing', state.pairing)
        for (const identity of state.former ?? []) await keepIdentity(tx, identity)
        await setMeta(tx, 'pin', pin)
        if (state.setup) await setMeta(tx, 'setup', state.setup)
        for (const [device, count] of counts) if (count) await putBackCount(tx, device, count)
      })
    },

    async healRows(outbox) {
      const { missing, acknowledged } = await outbox.compare(await copied(ROWS))
      await dropRows(acknowledged)
      let count = 0
      for (const id of missing) if (await putBack(id, outbox)) count += 1
      return count
    },
  }
}

/** How far every identity has counted that this browser is or was. */
async function countsOf(tx: ReadTx): Promise<[string, Numbered][]> {
  const identities = [await metaOf(tx, 'pairing'), ...(await formerIdentities(tx))]
  const counts: [string, Numbered][] = []
  for (const identity of identities) {
    const count = identity && (await countOf(tx, identity.device.id))
    if (count) counts.push([identity.device.id, count])
  }
  return counts
}

/** The same outbox, whose unsent submissions are also in the copy. The copy never delays nor fails a save. */
export function copiedOutbox(outbox: Outbox, copy: Copy | null): Outbox {
  if (!copy) return outbox
  return {
    ...outbox,
    async save(draft, device, also) {
      try {
        const row = await outbox.save(draft, device, also)
        const { series, submission } = row
        void copy.keepRow(row).catch(ignore)
        void copy.keepCount(device, { sequence: submission.sequence, series }).catch(ignore)
        return row
      } catch (error) {
        // Not thanked for, but not lost either: the next start finds it.
        await copy.keepRow({ submission: draft, device }).catch(ignore)
        throw error
      }
    },
    async settle(sent, receipt) {
      const settled = await outbox.settle(sent, receipt)
      const stay = new Set([...settled.left, ...receipt.refused.map(({ id }) => id)])
      await copy.dropRows(sent.filter((id) => !stay.has(id))).catch(ignore)
      if (settled.again > 0) await copy.keepMissing(outbox).catch(ignore)
      return settled
    },
    async noteEpoch(epoch) {
      const again = await outbox.noteEpoch(epoch)
      if (again > 0) await copy.keepMissing(outbox).catch(ignore)
      return again
    },
  }
}

/** The database is what counts: a copy that fails costs no save, and is made good at the next start. */
function ignore(): undefined {
  return undefined
}
