// What a browser gives to the code of a device, for many devices in one process: each call finds its own device by the async
// context that it runs in. Storage is fake-indexeddb, locks and fetch are Node's, time runs faster, and all of it can fail.
import { AsyncLocalStorage } from 'node:async_hooks'
import { gzipSync } from 'node:zlib'
import {
  forceCloseDatabase,
  IDBCursor,
  IDBCursorWithValue,
  IDBDatabase,
  IDBFactory,
  IDBIndex,
  IDBKeyRange,
  IDBObjectStore,
  IDBOpenDBRequest,
  IDBRequest,
  IDBTransaction,
} from 'fake-indexeddb'
import { memoryCaches } from './caches.ts'

/** What a tablet keeps when its browser is killed. */
export interface Disk {
  name: string
  databases: typeof indexedDB
  caches: ReturnType<typeof memoryCaches>
  /** Every write fails: at once, or only when the transaction would be complete. */
  full: 'no' | 'at-write' | 'at-commit'
  /** How far its clock is from the real one, ms. */
  clockOffMs: number
}

/** One page of a tablet, from its start until it is closed or killed. */
export interface Tab {
  readonly disk: Disk
  readonly dead: boolean
  /** Runs device code as this page. */
  run<T>(work: () => T): T
  /** As a browser fires it: `online`, `visibilitychange`. */
  fire(event: string): void
  /** The browser closes the page's database connection without being asked. */
  loseConnection(): void
  /** `kill -9`: what was not complete on disk is not there, and no more of this page's code does anything. */
  kill(): void
}

export interface PlatformOptions {
  /** How many times faster than the real one a device's clock and timers run. */
  speed: number
  /** One HTTP request of a device. */
  request(tab: Tab, path: string, init: RequestInit): Promise<Response>
}

class OpenTab implements Tab {
  readonly disk: Disk
  dead = false
  readonly timers = new Set<NodeJS.Timeout>()
  readonly events = new EventTarget()
  readonly transactions = new Set<IDBTransaction>()
  readonly connections = new Set<IDBDatabase>()
  readonly ended = new AbortController()
  readonly death: Promise<never>

  constructor(disk: Disk) {
    this.disk = disk
    this.death = new Promise((_, reject) => {
      this.ended.signal.addEventListener('abort', () => reject(gone()))
    })
    this.death.catch(() => undefined)
  }

  run<T>(work: () => T): T {
    return current.run(this, work)
  }

  fire(event: string): void {
    this.run(() => this.events.dispatchEvent(new Event(event)))
  }

  loseConnection(): void {
    for (const transaction of this.transactions) this.run(() => abortIfOpen(transaction))
    for (const connection of this.connections) this.run(() => closeByForce(connection))
    this.connections.clear()
  }

  kill(): void {
    if (this.dead) return
    this.dead = true
    for (const timer of this.timers) clearTimeout(timer)
    for (const transaction of this.transactions) abortIfOpen(transaction)
    for (const connection of this.connections) connection.close()
    this.ended.abort()
  }
}

const current = new AsyncLocalStorage<OpenTab>()
const real = {
  setTimeout,
  clearTimeout,
  now: Date.now,
  monotonic: performance.now.bind(performance),
}
let options: PlatformOptions = { speed: 1, request: () => Promise.reject(new Error('no network')) }
let startedAt = 0

export function newDisk(name: string): Disk {
  const disk: Disk = {
    name,
    databases: new IDBFactory(),
    caches: memoryCaches((writes) => {
      mustLive()
      if (writes && disk.full !== 'no') throw noRoom()
    }),
    full: 'no',
    clockOffMs: 0,
  }
  return disk
}

/** A page of this device. */
export function openTab(disk: Disk): Tab {
  return new OpenTab(disk)
}

/** Everything of it is gone, as after a corruption that the browser answers with an empty database. The copy stays. */
export function wipeDatabases(disk: Disk): void {
  disk.databases = new IDBFactory()
}

/** Makes this process a browser. Once, before device code runs. */
export function becomeBrowser(given: PlatformOptions): void {
  options = given
  startedAt = real.now()
  takeStorage()
  takeTime()
  const page = {
    isSecureContext: true,
    BroadcastChannel: QuietChannel,
    fetch: (path: string, init: RequestInit) => {
      const tab = current.getStore()
      if (!tab) return Promise.reject(new Error(`fetch of nobody: ${path}`))
      if (tab.dead) return Promise.reject(gone())
      // Node's own timers keep their own time.
      return current.exit(() => options.request(tab, path, init))
    },
    addEventListener: (type: string, listener: () => void) =>
      mustLive().events.addEventListener(type, listener),
  }
  for (const [name, value] of Object.entries(page)) define(globalThis, name, { value })
  define(globalThis, 'CompressionStream', { value: PackedAtOnce })
  define(globalThis, 'caches', { get: () => mustLive().disk.caches })
  define(globalThis, 'navigator', { value: { locks: { request: requestLock, query: ownLocks } } })
}

/** One page stands open at a time here, so that there is nobody to tell. Two tabs are tested in real browsers. */
class QuietChannel extends EventTarget {
  postMessage(): void {
    // Heard by nobody.
  }
}

/** Gzip without a thread of its own for every request. */
class PackedAtOnce extends TransformStream<Uint8Array, Uint8Array> {
  constructor() {
    const chunks: Uint8Array[] = []
    super({
      transform: (chunk) => void chunks.push(chunk),
      flush: (controller) => controller.enqueue(gzipSync(Buffer.concat(chunks), { level: 1 })),
    })
  }
}

function takeStorage(): void {
  const classes = {
    IDBCursor,
    IDBCursorWithValue,
    IDBDatabase,
    IDBIndex,
    IDBKeyRange,
    IDBObjectStore,
    IDBOpenDBRequest,
    IDBRequest,
    IDBTransaction,
  }
  for (const [name, value] of Object.entries(classes)) define(globalThis, name, { value })
  define(globalThis, 'indexedDB', { value: { open: openStored } })
  const { transaction } = IDBDatabase.prototype
  IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...given) {
    const tab = mustLive()
    const made = transaction.apply(this, given)
    tab.transactions.add(made)
    const end = () => tab.transactions.delete(made)
    made.addEventListener('complete', end)
    made.addEventListener('abort', end)
    return made
  }
  for (const name of ['add', 'put'] as const) {
    const write = IDBObjectStore.prototype[name]
    IDBObjectStore.prototype[name] = function (this: IDBObjectStore, ...given) {
      const { full } = mustLive().disk
      if (full === 'at-write') throw noRoom()
      const request = write.apply(this, given)
      if (full === 'at-commit')
        request.addEventListener('success', () => abortIfOpen(this.transaction))
      return request
    }
  }
}

function openStored(name: string, version?: number): IDBOpenDBRequest {
  const tab = mustLive()
  const request = tab.disk.databases.open(name, version)
  request.addEventListener('success', () => {
    if (tab.dead) request.result.close()
    else tab.connections.add(request.result)
  })
  return request
}

function takeTime(): void {
  const later = (
    call: (...given: unknown[]) => void,
    ms = 0,
    ...given: unknown[]
  ): NodeJS.Timeout => {
    const tab = current.getStore()
    if (!tab) return real.setTimeout(call, ms, ...given)
    const timer = real.setTimeout(() => {
      tab.timers.delete(timer)
      if (!tab.dead) call(...given)
    }, ms / options.speed)
    if (tab.dead) clearTimeout(timer)
    else tab.timers.add(timer)
    return timer
  }
  const every = (call: () => void, ms: number): NodeJS.Timeout =>
    later(() => {
      call()
      every(call, ms)
    }, ms)
  define(globalThis, 'setTimeout', { value: later })
  define(globalThis, 'setInterval', { value: every })
  define(Date, 'now', {
    value: () => {
      const tab = current.getStore()
      if (!tab) return real.now()
      const passed = (real.now() - startedAt) * options.speed
      return Math.round(startedAt + passed + tab.disk.clockOffMs)
    },
  })
  define(performance, 'now', {
    value: () => (current.getStore() ? real.monotonic() * options.speed : real.monotonic()),
  })
}

async function requestLock(
  name: string,
  given: LockOptions | (() => Promise<unknown>),
  work?: (lock: unknown) => Promise<unknown>,
): Promise<unknown> {
  const tab = mustLive()
  const call = typeof given === 'function' ? given : work
  // The lock of a page that was killed is free again.
  return await nodeLocks.request(
    `${tab.disk.name}/${name}`,
    typeof given === 'function' ? {} : given,
    (lock) => Promise.race([tab.run(() => call?.(lock)), tab.death]),
  )
}

const nodeLocks = navigator.locks

async function ownLocks(): Promise<LockManagerSnapshot> {
  const own = `${mustLive().disk.name}/`
  const { held = [] } = await nodeLocks.query()
  return {
    held: held
      .filter(({ name }) => name?.startsWith(own))
      .map((lock) => ({ ...lock, name: lock.name?.slice(own.length) ?? '' })),
  }
}

function mustLive(): OpenTab {
  const tab = current.getStore()
  if (!tab) throw new Error('device code runs outside of a page')
  if (tab.dead) throw gone()
  return tab
}

function closeByForce(connection: IDBDatabase): void {
  // Its declaration asks for the class where it means a connection.
  forceCloseDatabase(connection as unknown as typeof IDBDatabase)
}

function abortIfOpen(transaction: IDBTransaction): void {
  try {
    transaction.abort()
  } catch {
    // It had ended, complete or not: that is what is on disk.
  }
}

function gone(): DOMException {
  return new DOMException('the page is gone', 'InvalidStateError')
}

function noRoom(): DOMException {
  return new DOMException('no room', 'QuotaExceededError')
}

function define(target: object, name: string, how: PropertyDescriptor): void {
  Object.defineProperty(target, name, {
    ...how,
    configurable: true,
    ...('value' in how && { writable: true }),
  })
}
