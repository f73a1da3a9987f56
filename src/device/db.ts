// All of IndexedDB: the schema, its upgrades, and a connection that is opened again when the browser closed it.
import {
  type DBSchema,
  type IDBPDatabase,
  type IDBPTransaction,
  openDB,
  type StoreNames,
} from 'idb'
import type { RefusalCount } from '../core/device-report.ts'
import type { LogCode, LogEntry } from '../core/log.ts'
import type { Problem } from '../core/problem.ts'
import type { Sex } from '../core/respondent.ts'
import type { Channel, Submission } from '../core/submission.ts'
import type { DeviceInfo, DeviceSetup } from '../core/wire.ts'
import type { InterviewDraft } from './interviews.ts'

export const DATABASE_NAME = 'suara-warga'

export type RowState = 'unsent' | 'stored' | 'refused'

export interface OutboxRow {
  id: string
  submission: Submission
  /** The device that collected it: rows go only with that device's token. */
  device: string
  /** The series that its number belongs to; absent = the one without a name. */
  series?: string
  /** Device clock, when it was first put into a request or a file: from then on it is never changed. */
  offeredAt?: number
  state: RowState
  /** Device clock, ms since epoch. */
  savedAt: number
  /** When a receipt named it, device clock. */
  acknowledgedAt?: number
  /** The same moment on the server's clock. Absent in rows of an older app. */
  storedAt?: number
  /** Epoch of the server that acknowledged it: under another one it is offered again. */
  epoch?: string
  /** The server had this id with other content, and keeps this copy flagged. */
  conflicted?: boolean
  /** Why it was refused the last time. */
  problems?: Problem[]
}

/** A sealed file of another device. */
export interface CarriedRow {
  /** SHA-256 of the bytes, hexadecimal: the same file is kept once. */
  id: string
  bytes: Uint8Array<ArrayBuffer>
  takenAt: number
  /** Why it could not be delivered the last time; it stays, for a person to look at. */
  problems?: Problem[]
}

export interface PairingRecord {
  device: DeviceInfo
  token: string
  pairedAt: number
}

/** PBKDF2 of the PIN, and the lock-out, which survives a reload. */
export interface PinRecord {
  salt: Uint8Array
  hash: Uint8Array
  iterations: number
  /** Wrong tries since the last right one or lock. */
  wrongTries: number
  /** Locks in a row; each doubles the next. */
  locks: number
  lockedUntil: number | null
}

export interface SetupRecord {
  setup: DeviceSetup
  etag: string | null
  fetchedAt: number
}

/** What is kept once, by name. A sequence and a pairing that was replaced are kept per device, as `sequence:<device id>`. */
export interface MetaValues {
  pairing: PairingRecord
  pin: PinRecord
  setup: SetupRecord
  epoch: string
  lastReceiptAt: number
  /** The server's clock, as its last receipt had it. */
  serverTime: number
  batchSize: number
  /** Version of the app under which refused rows were last offered again. */
  app: string
  /** Device clock, when a page last opened the device. */
  openedAt: number
  [sequence: `sequence:${string}`]: number
  /** Name of the series that `sequence:<device id>` counts. Absent beside a number: the one without a name. */
  [series: `series:${string}`]: string
  /** By series key `device/series`: how often people would not be interviewed. */
  [refusals: `refusals:${string}`]: RefusalCount[]
  [identity: `identity:${string}`]: PairingRecord
}

interface Schema extends DBSchema {
  outbox: {
    key: string
    value: OutboxRow
    /** Of one state, the oldest first. */
    indexes: {
      'by-state': [RowState, number]
      /** Of one channel, the oldest first. */
      'by-channel': [Channel, number]
      /** What is counted of an assignment, so that no count can go wrong; rows without one are in none of the three. */
      'by-assignment': [string, RowState]
      'by-sex': [string, Sex]
      'by-age': [string, number]
    }
  }
  meta: { key: string; value: unknown }
  /** Interviews that were begun and are not finished. */
  drafts: { key: string; value: InterviewDraft }
  /** Sealed files of other devices, kept until they are delivered. */
  carried: { key: string; value: CarriedRow }
  log: { key: number; value: LogEntry }
}

type UpgradeTx = IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>

/**
 * Step n brings version n to n + 1. Steps are only added and never create again what exists: a released one never changes,
 * for rows that no server has seen live in these stores.
 */
const UPGRADES: readonly ((database: IDBPDatabase<Schema>, tx: UpgradeTx) => void)[] = [
  (database) => {
    const outbox = database.createObjectStore('outbox', { keyPath: 'id' })
    outbox.createIndex('by-state', ['state', 'savedAt'])
    database.createObjectStore('meta')
  },
  (database, tx) => {
    const outbox = tx.objectStore('outbox')
    outbox.createIndex('by-channel', ['submission.channel', 'savedAt'])
    outbox.createIndex('by-assignment', ['submission.assignment', 'state'])
    outbox.createIndex('by-sex', ['submission.assignment', 'submission.respondent.sex'])
    outbox.createIndex('by-age', ['submission.assignment', 'submission.respondent.age'])
    database.createObjectStore('drafts', { keyPath: 'id' })
    database.createObjectStore('carried', { keyPath: 'id' })
    database.createObjectStore('log', { autoIncrement: true })
  },
]

export const SCHEMA_VERSION = UPGRADES.length

const STORES = ['outbox', 'meta', 'drafts', 'carried', 'log'] as const

export type ReadTx = IDBPTransaction<Schema, (typeof STORES)[number][], 'readonly'>
export type WriteTx = IDBPTransaction<Schema, (typeof STORES)[number][], 'readwrite'>

/** Something happened that a diagnosis needs. Never with an answer in it. */
export type Note = (code: LogCode, detail?: string) => void

export interface Opening {
  name?: string
  note?: Note
  /** The database `name` does not open. @returns the name of the one to use in its place; `null` = there is none */
  instead?: (name: string, cause: unknown) => Promise<string | null>
}

export interface Database {
  /** The one that is in use now. */
  readonly name: string
  /** One reading transaction over everything. Rejects with `StorageError`. */
  read<T>(work: (tx: ReadTx) => Promise<T>): Promise<T>
  /**
   * One writing transaction; resolves when it is complete on disk. `work` may run a second time when the browser had closed
   * the connection, so it must change nothing but the transaction. Rejects with `StorageError`, and then nothing was written.
   */
  write<T>(work: (tx: WriteTx) => Promise<T>): Promise<T>
  close(): void
}

/** The browser's storage failed twice: full or broken. */
class StorageError extends Error {
  /** There is no room, also after the reserve was given up. */
  readonly full: boolean
  constructor(cause: unknown) {
    super('The device storage failed', { cause })
    this.name = 'StorageError'
    this.full = isQuota(cause)
  }
}

/** Whether something was not kept because there is no room for it. */
export function isFull(error: unknown): boolean {
  return error instanceof StorageError && error.full
}

export async function openDatabase({
  name = DATABASE_NAME,
  note = () => undefined,
  instead,
}: Opening = {}): Promise<Database> {
  let connection: Promise<IDBPDatabase<Schema>> | null = null

  function connected(again: boolean): Promise<IDBPDatabase<Schema>> {
    connection ??= connect(again).catch((cause) => {
      connection = null
      throw cause
    })
    return connection
  }

  async function connect(again: boolean): Promise<IDBPDatabase<Schema>> {
    try {
      return await opened()
    } catch (cause) {
      const other = again && !isQuota(cause) ? await instead?.(name, cause) : null
      if (!other) throw cause
      name = other
      return await opened()
    }
  }

  async function opened(): Promise<IDBPDatabase<Schema>> {
    const events = {
      // A newer version wants to upgrade: holding on would block it for ever.
      blocking: disconnect,
      blocked: () => note('connection.blocked'),
      terminated: () => {
        note('connection.closed')
        disconnect()
      },
    }
    const database = await openDB<Schema>(name, SCHEMA_VERSION, {
      ...events,
      upgrade(database, from, _to, tx) {
        for (const step of UPGRADES.slice(from)) step(database, tx)
      },
    }).catch(async (cause) => {
      if (nameOf(cause) !== 'VersionError') throw cause
      // Upgrades only add: what this version knows is there, so it keeps saving and sending beside a newer one.
      note('connection.newer')
      return await openDB<Schema>(name, undefined, events)
    })
    try {
      // Throws where a store is missing: then it is no database of ours.
      database.transaction([...STORES], 'readonly')
      return database
    } catch (cause) {
      // Left open it would keep everybody from removing it.
      database.close()
      throw cause
    }
  }

  function disconnect(): void {
    const old = connection
    connection = null
    old?.then((database) => database.close()).catch(() => undefined)
  }

  /** Browsers close connections of background pages and after faults; one new connection mends that, or nothing does. */
  async function twice<T>(work: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
    try {
      return await work(await connected(false))
    } catch (cause) {
      // The second try reports what the first hit.
      disconnect()
      if (isQuota(cause)) await giveUpReserve(note)
    }
    try {
      return await work(await connected(true))
    } catch (cause) {
      note(isQuota(cause) ? 'storage.full' : 'storage.failed', nameOf(cause))
      throw new StorageError(cause)
    }
  }

  await twice(() => Promise.resolve())
  return {
    get name() {
      return name
    },
    read: (work) => twice((database) => work(database.transaction([...STORES], 'readonly'))),
    write: (work) =>
      twice(async (database) => {
        const tx = database.transaction([...STORES], 'readwrite', { durability: 'strict' })
        try {
          const value = await work(tx)
          await tx.done
          return value
        } catch (error) {
          await abandon(tx)
          // A transaction that found no room aborts what was asked of it: only it says why.
          throw isQuota(tx.error) ? tx.error : error
        }
      }),
    close: disconnect,
  }
}

function nameOf(cause: unknown): string {
  return cause instanceof Error || cause instanceof DOMException ? cause.name : 'unknown'
}

function isQuota(cause: unknown): boolean {
  return nameOf(cause) === 'QuotaExceededError'
}

async function giveUpReserve(note: Note): Promise<void> {
  try {
    // No kiosk waits for it: it is asked for when nothing goes without it.
    const { freeReserve } = await import('./reserve.ts')
    if (await freeReserve()) note('storage.freed')
  } catch {
    // There is none to give up: the second try says that it is full.
  }
}

/** One value kept by name. */
export async function metaOf<K extends keyof MetaValues>(
  tx: ReadTx | WriteTx,
  key: K,
): Promise<MetaValues[K] | undefined> {
  // Only `setMeta` writes here, and it takes no other type.
  return (await tx.objectStore('meta').get(key)) as MetaValues[K] | undefined
}

export async function setMeta<K extends keyof MetaValues>(
  tx: WriteTx,
  key: K,
  value: MetaValues[K],
): Promise<void> {
  await tx.objectStore('meta').put(value, key)
}

/** The keys of index `by-state` of one state, saved before a time or whenever. */
export function stateRange(state: RowState, beforeMs?: number): IDBKeyRange {
  // An array sorts after every number, so it ends the range of any time.
  return IDBKeyRange.bound([state], [state, beforeMs ?? []], false, true)
}

/** Takes back what a failed transaction had written, and waits until that is done. */
async function abandon(tx: WriteTx): Promise<void> {
  try {
    tx.abort()
  } catch {
    // It had ended by itself, which is what was wanted.
  }
  await tx.done.catch(() => undefined)
}
