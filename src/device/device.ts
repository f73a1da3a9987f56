// The device as the pages see it: pairing, setup, saving an answer, and what waits to be sent.
import { LOG_LIMITS, type LogEntry } from '../core/log.ts'
import type { Problem, ProblemCode } from '../core/problem.ts'
import type { Submission } from '../core/submission.ts'
import type { DeviceInfo, DeviceSetup, PairReply } from '../core/wire.ts'
import { fetchSetup, pairDevice, type Reply } from './api.ts'
import { copiedOutbox, openCopy } from './copy.ts'
import { DATABASE_NAME, setMeta } from './db.ts'
import { openDiary, type Room } from './diary.ts'
import type { Field } from './field.ts'
import { replacePairing } from './identities.ts'
import { lazily } from './lazily.ts'
import { createMemory } from './memory.ts'
import { createOutbox } from './outbox.ts'
import type { OutboxCounts } from './outbox-counts.ts'
import { askToPersist, evictsAfterDays, isPersisted } from './persistence.ts'
import type { PinOutcome } from './pin.ts'
import { openStorage } from './storage.ts'
import type { Trouble } from './sync.ts'

export interface DeviceStatus extends OutboxCounts {
  /** Why nothing goes, while something waits, or why nothing would: revoked, unknown. `network`: no server within reach. */
  trouble: ProblemCode | 'network' | null
  /** Whether the browser promised not to evict the answers; `null` = it cannot be asked. */
  storagePersisted: boolean | null
  room: Room
  /** The first database would not open, and a fresh one stands in its place. */
  fresh: boolean
  /** So many days were left when the app was opened, before the browser had removed all of it; `null` = it does not, or many. */
  evictsInDays: number | null
}

export type SubmissionDraft = Omit<Submission, 'sequence'>

export interface RefusedSubmission {
  id: string
  savedAt: number
  problems: Problem[]
}

type PairOutcome =
  | { ok: true; value: DeviceInfo }
  | { ok: false; problems: Problem[]; offline: boolean }

export interface Device {
  /** What this browser is paired as, now; `null` before pairing. */
  readonly pairing: { device: DeviceInfo; pairedAt: number } | null
  /** The setup as last fetched; it stays when the server is gone. */
  readonly setup: DeviceSetup | null
  /** @param code from `create-device`; @param pin 4 to 6 digits, which open the staff's part */
  pair(code: string, pin: string): Promise<PairOutcome>
  /**
   * For the first-run page, which gets its token from `/api/start`. What was collected before stays, and goes as what the former
   * device collected. Rejects when the PIN is not 4 to 6 digits.
   */
  adopt(reply: PairReply, pin: string): Promise<void>
  /** Resolves only when the answer is on disk, transaction complete; rejects when it is not. Saving an id again changes nothing. */
  save(draft: SubmissionDraft): Promise<Submission>
  status(): Promise<DeviceStatus>
  refused(): Promise<RefusedSubmission[]>
  checkPin(pin: string): Promise<PinOutcome>
  /** A person asks for it: also what was refused is offered again. */
  syncNow(): void
  /** @returns whether the server was asked and answered: what is here is what it has */
  refreshSetup(): Promise<boolean>
  /** What enumerators and carried files need, loaded at the first call. Rejects when it cannot be loaded. */
  field(): Promise<Field>
  /** The latest notes for a diagnosis, the oldest of them first. No answer is in it. */
  log(): Promise<LogEntry[]>
  /** Calls `listener` when status, setup or pairing changed. @returns the way to stop */
  subscribe(listener: () => void): () => void
}

/** How often the setup is asked for again and old acknowledged rows are removed. */
const UPKEEP_MS = 3_600_000
/** The first screen comes before the comparison of all that is kept. */
const FIRST_UPKEEP_MS = 1500
/** Only the first page that an older one keeps waiting is told so by the browser: another one takes it from the time. */
const BLOCKED_AFTER_MS = 4000
/** From so many days without opening on, what the browser is about to remove is said. */
const SAID_FROM_DAYS = 3
const CHANNEL_NAME = 'suara-warga-device'

/**
 * Opens the device's storage and begins to send what waits. Rejects with `StorageError` when the database cannot be opened.
 * @param appVersion under another one than the last, what was refused is offered again
 * @param onBlocked an older page of the app holds the database: a person must close it
 */
export async function openDevice(
  appVersion: string,
  onBlocked: () => void = () => undefined,
): Promise<Device> {
  const diary = openDiary(onBlocked)
  const { note } = diary
  const waitsLong = setTimeout(onBlocked, BLOCKED_AFTER_MS)
  const database = await openStorage(note).finally(() => clearTimeout(waitsLong))
  diary.keepIn(database)
  const copy = openCopy()
  const memory = createMemory(database, copy)
  const stored = createOutbox(database, () => Date.now())
  const outbox = copiedOutbox(
    {
      ...stored,
      async save(draft, device, also) {
        // A database that was emptied meanwhile would number from 1 again.
        await refresh()
        diary.lookAtClock()
        const row = await stored.save(draft, device, also)
        memory.noteNumber(row)
        if (diary.room === 'none') diary.setRoom('low')
        return row
      },
    },
    { copy, database, failed: () => note('copy.failed') },
  )
  const listeners = new Set<() => void>()
  const channel = new BroadcastChannel(CHANNEL_NAME)
  await memory.refresh()
  let trouble: Trouble = null
  /** Why the server lets this device in no more, as it last said; `null` = it does. */
  let shutOut: ProblemCode | null = null
  let field: Field | undefined
  let unopenedDays = 0

  const sending = lazily(async () => {
    const { askForBackgroundSync, createSender } = await import('./sender.ts')
    const parts = { database, outbox, note }
    return createSender(parts, (now) => {
      if (now !== trouble) note(now ? 'sync.failed' : 'sync.recovered', now ?? undefined)
      trouble = now
      changed()
      if (now === 'storage.failed') void quietly(refresh)
      if (now) void askForBackgroundSync()
    })
  })
  const wake = () => void quietly(async () => (await sending()).wake())
  const tell = (anew = false) => void quietly(async () => (await reporting()).look(anew))

  const reporting = lazily(async () => {
    const { createReporting } = await import('./reporting.ts')
    return createReporting({
      app: appVersion,
      memory,
      outbox,
      diary,
      status,
      fieldReport: async () => (await field?.reported()) ?? {},
      noteAccess,
      offeredAgain() {
        changed()
        wake()
      },
    })
  })

  /** Tells this page, the others of the origin and, where it matters, the server. */
  function changed(): void {
    for (const listener of listeners) listener()
    channel.postMessage('changed')
    tell()
  }

  function noteAccess(reply: Reply<unknown>): void {
    const before = shutOut
    if (reply.ok) shutOut = null
    else if (reply.failure === 'refused' && (reply.status === 401 || reply.status === 403))
      shutOut = reply.problems[0]?.code ?? null
    if (shutOut !== before) changed()
  }

  async function status(): Promise<DeviceStatus> {
    const counts = await outbox.counts()
    return {
      ...counts,
      trouble: shutOut ?? (counts.unsent > 0 ? trouble : null),
      storagePersisted: await isPersisted(),
      room: diary.room,
      fresh: database.name !== DATABASE_NAME,
      evictsInDays: evictsIn(),
    }
  }

  function evictsIn(): number | null {
    const evicts = evictsAfterDays()
    return evicts === null || unopenedDays < SAID_FROM_DAYS ? null : evicts - unopenedDays
  }

  /** A database that has lost its pairing has lost what waits too: whoever sees it first has both put back. */
  async function refresh(): Promise<void> {
    if (await memory.refresh()) void quietly(upkeep)
  }

  async function reload(): Promise<void> {
    const before = memory.pairing?.token
    await refresh()
    if (memory.pairing?.token !== before) anewPaired()
    for (const listener of listeners) listener()
  }

  async function refreshSetup(): Promise<boolean> {
    const { pairing: asked, setup } = memory
    if (!asked) return false
    const etag = setup?.setup.device.id === asked.device.id ? setup.etag : null
    const reply = await fetchSetup(asked.token, etag)
    if (memory.pairing?.token !== asked.token) return false
    noteAccess(reply)
    // Old words and standards are better than none: whatever fails, the last setup stays.
    if (!reply.ok) return false
    if (!reply.value) return true
    const fetched = { ...reply.value, fetchedAt: Date.now() }
    await database.write((tx) => setMeta(tx, 'setup', fetched))
    await memory.refresh()
    await quietly(async () => copy?.keepState(database))
    changed()
    return true
  }

  /** What was said to the old token counts no more. */
  function anewPaired(): void {
    shutOut = null
    trouble = null
    void quietly(async () => (await sending()).reset())
    tell(true)
  }

  async function adopt(reply: PairReply, pin: string): Promise<void> {
    const { isPin, newPinRecord } = await pins()
    if (!isPin(pin)) throw new Error('A PIN has 4 to 6 digits')
    // A database that has lost its pairing would lose with it who collected what waits.
    await memory.refresh()
    const pinRecord = await newPinRecord(pin)
    const record = { device: reply.device, token: reply.token, pairedAt: Date.now() }
    await database.write(async (tx) => {
      await replacePairing(tx, record)
      await setMeta(tx, 'pin', pinRecord)
      // The page leaves as soon as it is paired: a note that is written later would be lost.
      await tx.objectStore('log').add({ at: record.pairedAt, code: 'paired' })
      if (memory.setup?.setup.device.id !== reply.device.id)
        await tx.objectStore('meta').delete('setup')
    })
    await memory.refresh()
    await quietly(async () => copy?.keepState(database))
    // Not waited for: Firefox asks the person, who may never answer.
    void quietly(askToPersist)
    await refreshSetup()
    anewPaired()
    changed()
  }

  async function openField(): Promise<Field> {
    const { createField } = await import('./field.ts')
    field ??= createField({ database, outbox, copy, memory, app: appVersion, note, changed, wake })
    return field
  }

  /** Enumerators count and report more, and files that were taken in are delivered without anybody looking. */
  async function openFieldWhereNeeded(): Promise<void> {
    const carried = await database.read((tx) => tx.objectStore('carried').count())
    if (carried > 0 || memory.pairing?.device.kind === 'enumerator') await openField()
  }

  async function upkeep(): Promise<void> {
    await memory.refresh()
    await quietly(openFieldWhereNeeded)
    await refreshSetup()
    tell()
    const { keepUp } = await import('./upkeep.ts')
    const { healed, roomy } = await keepUp({ database, copy, outbox, note })
    diary.setRoom(roomy ? 'ample' : 'low')
    changed()
    if (healed > 0) wake()
  }

  let started = false
  function noteStart(): void {
    if (!started) note('app.started', appVersion)
    started = true
  }

  /** A moment after the first screen, which waits for the same storage. */
  async function begin(): Promise<void> {
    noteStart()
    void quietly(() => offerRefused(appVersion))
    const { openUp } = await import('./upkeep.ts')
    ;({ unopenedDays } = await openUp({ database, note }, Date.now()))
    await upkeep()
    wake()
  }

  async function offerRefused(version: string | null): Promise<void> {
    if (await outbox.offerRefused(version)) note('app.updated', appVersion)
    wake()
  }

  const cameBack = () => {
    wake()
    tell(true)
    void quietly(refreshSetup)
  }
  addEventListener('online', cameBack)
  // Both reach the window from the document.
  addEventListener('visibilitychange', wake)
  addEventListener('pageshow', wake)
  channel.addEventListener('message', () => void quietly(reload))
  setInterval(() => void quietly(upkeep), UPKEEP_MS)
  setTimeout(() => void quietly(begin), FIRST_UPKEEP_MS)

  return {
    get pairing() {
      const { pairing } = memory
      return pairing && { device: pairing.device, pairedAt: pairing.pairedAt }
    },
    get setup() {
      return memory.setup?.setup ?? null
    },

    async pair(code, pin) {
      if (!(await pins()).isPin(pin))
        return pairProblem({ code: 'field.range', path: 'pin', detail: '4 to 6 digits' })
      if (!isSecureContext) return pairProblem({ code: 'context.insecure' })
      const reply = await pairDevice(code)
      if (!reply.ok) return unpaired(reply)
      await adopt(reply.value, pin)
      return { ok: true, value: reply.value.device }
    },

    adopt,
    status,

    async save(draft) {
      const { pairing } = memory
      if (!pairing) throw new Error('This browser is not paired')
      const { submission } = await outbox.save(draft, pairing.device.id)
      changed()
      wake()
      return submission
    },

    async refused() {
      const rows = await outbox.refused()
      return rows.map(({ id, savedAt, problems }) => ({ id, savedAt, problems: problems ?? [] }))
    },

    async checkPin(pin) {
      await refresh()
      return await (await pins()).checkedPin(database, pin)
    },
    syncNow: () => void quietly(() => offerRefused(null)),
    refreshSetup,

    field: openField,
    log() {
      noteStart()
      return diary.latest(LOG_LIMITS.kept)
    },

    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Nobody answers behind a PIN. */
function pins() {
  return import('./pin.ts')
}

function pairProblem(problem: Problem): PairOutcome {
  return { ok: false, problems: [problem], offline: false }
}

function unpaired(reply: Extract<Reply<PairReply>, { ok: false }>): PairOutcome {
  if (reply.failure === 'foreign') return pairProblem({ code: 'reply.foreign' })
  return { ok: false, problems: reply.problems, offline: reply.failure !== 'refused' }
}

/** For work beside the answers: what fails is tried again with the next trigger, and the outbox reports its own troubles. */
async function quietly(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    console.warn('Suara Warga:', error instanceof Error ? error.name : 'failed')
  }
}
