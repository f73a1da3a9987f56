// One device and the people at it: the real device code, started, killed and started again, and what befalls it by the seed.
import type { Submission } from '../../src/core/submission.ts'
import type { DeviceInfo, PairReply } from '../../src/core/wire.ts'
import { corrected } from '../../src/device/correction.ts'
import { type Device, openDevice } from '../../src/device/device.ts'
import { answersOf } from '../bench/answers.ts'
import { type Chance, chanceOf } from './chance.ts'
import type { Ledger } from './ledger.ts'
import { newDisk, openTab, wipeDatabases } from './platform.ts'

/** Out of a thousand answers, so many are preceded by each. */
const MISHAPS = {
  killed: 6,
  'killed while saving': 4,
  'connection lost': 6,
  'storage full': 3,
  'clock jumps': 3,
  'out of reach': 6,
  'network comes back': 4,
  'database lost': 1,
  'paired anew': 0.5,
  'token replaced': 0.5,
  'unreadable answer': 0.7,
  'file carried by hand': 2,
} as const

type Mishap = keyof typeof MISHAPS

/** While the server may still lose what it has: a device that forgets by its clock alone takes the last copy with it. */
const WHILE_IT_MAY_LOSE: Partial<Record<Mishap, number>> = { 'clock jumps': 25 }

/** Where there is seldom a network: requests are fewer and fuller, and so are the faults that they meet. */
const WHERE_IT_IS_REMOTE: Partial<Record<Mishap, number>> = { 'out of reach': 25 }

export interface TabletParts {
  seed: number
  name: string
  place: { unit: string; service: string }
  /** There is seldom a network. */
  remote: boolean
  ledger: Ledger
  /** Of everything that befell, by kind. */
  counts: Map<string, number>
  pairing: {
    pair(device: Omit<DeviceInfo, 'id'>): Promise<PairReply>
    pairAgain(device: string): Promise<PairReply>
    /** From now on the token may be refused. */
    revoke(reply: PairReply): Promise<void>
    /** Its token is replaced. */
    expire(reply: PairReply): void
  }
  /** Hands a sealed file of this device to another one. @param readable no answer in it is one that nobody can read */
  hand(file: Blob, from: string, readable: boolean): Promise<void>
  /** While the server may still lose what it has, nothing befalls that would take the device's own copy of it. */
  serverMayLose(): boolean
}

export interface Tablet {
  readonly name: string
  readonly outOfReach: boolean
  /** People answer, one after the other, so often. */
  live(count: number): Promise<void>
  /** Nothing befalls any more. */
  calm(): void
  /** The browser says that there is a network again. */
  comeBack(): void
  status(): ReturnType<Device['status']>
  /** Answers at this device that nobody can read. */
  readonly unreadable: number
  /** One more person, whom nothing befalls. */
  answer(): Promise<void>
  /** So many days go by on its clock. */
  passDays(days: number): void
  /** Ids of interviews that were begun and stand here as not finished. */
  drafts(): Promise<string[]>
  /** The page is closed and opened again. */
  restart(): Promise<void>
  /** Takes in another device's file. */
  takeIn(file: Blob, readable: boolean): Promise<void>
  /** Files of others that are still to be delivered; each that the server refused, with the reason. */
  carried(): Promise<string[]>
  close(): void
}

type Draft = Omit<Submission, 'sequence'>

const DAY_MS = 86_400_000
const PIN = '2468'
const TRIES = 6
/** A file with an answer that nobody can read stays, for a person to look at; in the second case with all else in it. */
const UNREADABLE: readonly string[] = ['service.unknown', 'batch.shape']

export async function createTablet(parts: TabletParts): Promise<Tablet> {
  const { ledger, name, place, pairing } = parts
  const chance = chanceOf(parts.seed, `tablet ${name}`)
  const disk = newDisk(name)
  const answers = answersOf({
    ...place,
    startsAt: Date.now() - DAY_MS,
    seed: chance.between(1, 2 ** 31),
  })
  const kind = chance.happens(0.2) ? 'enumerator' : 'kiosk'
  const count = (what: string) => void parts.counts.set(what, (parts.counts.get(what) ?? 0) + 1)
  let paired = await pairing.pair({ kind, ...place })
  let tab = openTab(disk)
  let device = await opened()
  let fullFor = 0
  let outFor = 0
  let unreadable = 0
  let latestClockMs = 0
  /** Files that were handed to it with an answer in them that nobody can read. */
  let mayStay = 0
  await tab.run(() => device.adopt(paired, PIN))

  /** A page that cannot start is loaded again, as a person does. */
  async function opened(): Promise<Device> {
    for (let tries = 1; ; tries++) {
      tab.kill()
      tab = openTab(disk)
      try {
        return await tab.run(() => openDevice(`chaos-${tries}`))
      } catch (error) {
        if (tries === TRIES) throw error
      }
    }
  }

  async function restart(): Promise<void> {
    tab.kill()
    device = await opened()
  }

  async function befall(mishap: Mishap): Promise<void> {
    count(mishap)
    switch (mishap) {
      case 'killed':
        return await restart()
      case 'killed while saving':
        return await killedWhileSaving()
      case 'connection lost':
        return tab.loseConnection()
      case 'storage full':
        disk.full = chance.happens(0.5) ? 'at-write' : 'at-commit'
        fullFor = chance.between(1, 3)
        return
      case 'clock jumps':
        disk.clockOffMs = chance.between(-730, 730) * DAY_MS
        latestClockMs = Math.max(latestClockMs, disk.clockOffMs)
        // Mostly the battery was empty, and the tablet starts with another time.
        return chance.happens(0.7) ? await restart() : undefined
      case 'out of reach':
        outFor = chance.between(10, 200)
        return
      case 'network comes back':
        return tab.fire('online')
      case 'database lost':
        if (parts.serverMayLose()) return
        // The copy is written a moment after the database: losing it within that moment would be two faults at once.
        await quiet()
        tab.kill()
        wipeDatabases(disk)
        return await restart()
      case 'paired anew':
      case 'token replaced':
        if (parts.serverMayLose()) return
        return await pairOtherwise(mishap === 'paired anew')
      case 'unreadable answer':
        return await saveUnreadable()
      case 'file carried by hand':
        return await carry()
    }
  }

  async function killedWhileSaving(): Promise<void> {
    const draft = nextDraft()
    ledger.tried(draft)
    const [page, owner] = [tab, paired.device.id]
    let told = false
    const saving = page
      .run(() => save(draft))
      .then(
        (submission) => {
          if (!page.dead) ledger.told(submission, owner)
          told = !page.dead
        },
        () => undefined,
      )
    await turns(chance.between(0, 25))
    page.kill()
    await Promise.race([saving, turns(1)])
    if (!told) count('killed before "tersimpan"')
    device = await opened()
  }

  async function pairOtherwise(anew: boolean): Promise<void> {
    const before = paired
    if (anew) {
      await pairing.revoke(before)
      for (let i = chance.between(0, 5); i > 0; i--) await answer(nextDraft())
    } else pairing.expire(before)
    paired = anew
      ? await pairing.pair({ kind, ...place })
      : await pairing.pairAgain(before.device.id)
    await untilDone(() => device.adopt(paired, PIN))
  }

  /** Full or closed storage fails a person's act, who does it again. */
  async function untilDone(act: () => Promise<unknown>): Promise<void> {
    for (;;) {
      try {
        return void (await tab.run(act))
      } catch {
        disk.full = 'no'
      }
    }
  }

  /** A file of everything unsent, handed to another device twice; what is in it also goes by itself, sooner or later. */
  async function carry(): Promise<void> {
    const sealing = await tab
      .run(async () => (await device.field()).files.sealUnsent())
      .catch(() => null)
    if (!sealing?.ok) return count('no file to carry')
    for (const { bytes } of sealing.files)
      for (let times = 0; times < 2; times++)
        await parts.hand(new Blob([bytes]), name, unreadable === 0)
  }

  async function saveUnreadable(): Promise<void> {
    const draft = nextDraft()
    const bad: typeof draft = chance.happens(0.5)
      ? { ...draft, service: 'tidak-ada' }
      : { ...draft, id: `${draft.id}-${'x'.repeat(40)}` }
    // Until it is there: what a failed save left in the copy would come back some time, and nobody would expect it.
    await untilDone(async () => {
      ledger.poisoned(await device.save(bad), paired.device.id)
    })
    unreadable += 1
  }

  /** As the kiosk does: what could not be saved stays on the screen and is tried again, until the person walks away. */
  async function answer(draft: Draft): Promise<void> {
    for (let tries = 0; tries < TRIES; tries++) {
      try {
        const submission = await tab.run(() => save(draft))
        ledger.told(submission, paired.device.id)
        return await correctSome(submission)
      } catch {
        ledger.tried(draft)
        count('save failed')
        fullFor -= 1
        if (fullFor <= 0) disk.full = 'no'
        if (chance.happens(0.1)) return count('walked away')
      }
    }
  }

  /** A kiosk saves at once; an interview is kept at its taps before it is finished. */
  async function save(draft: Draft): Promise<Submission> {
    if (kind === 'kiosk') return await device.save(draft)
    const { interviews } = await device.field()
    const { finishedAt, durationMs: spentMs, ...interview } = draft
    for (const share of [0.3, 0.8]) {
      const answers = Object.fromEntries(
        Object.entries(interview.answers).filter((_, i, all) => i < all.length * share),
      )
      const changedAt = interview.startedAt + spentMs * share
      await interviews.keepDraft({ ...interview, answers, spentMs, at: '', changedAt })
    }
    return await interviews.finish(
      { ...interview, spentMs, at: '', changedAt: finishedAt },
      finishedAt,
    )
  }

  /** The enumerator sees a mistake. Killed meanwhile, or without room, it is as it was or as it is said now. */
  async function correctSome(before: Submission): Promise<void> {
    if (kind === 'kiosk' || !chance.happens(0.1)) return
    const { sequence: _s, finishedAt, durationMs: _d, corrections: _c, ...interview } = before
    const next = { ...interview, comment: 'Diperbaiki di tempat.', steered: !before.steered }
    ledger.maybe(corrected(before, next, finishedAt))
    const outcome = await tab
      .run(async () => (await device.field()).interviews.correct(before.id, next, finishedAt))
      .catch(() => null)
    if (outcome === null) return
    count(outcome === 'sent' ? 'correction too late' : 'corrected')
    ledger.only(outcome === 'sent' ? before : corrected(before, next, finishedAt))
  }

  function nextDraft(): Draft {
    const next = answers.next()
    if (next.done) throw new Error('no more answers')
    const { sequence: _, ...draft } = next.value
    return kind === 'kiosk' ? draft : { ...draft, channel: 'enumerator', mode: 'interview' }
  }

  return {
    name,
    get outOfReach() {
      return outFor > 0
    },
    get unreadable() {
      return unreadable
    },
    async live(times) {
      for (let i = 0; i < times; i++) {
        const what = chance.oneOf<Mishap | 'nothing'>({
          ...MISHAPS,
          ...(parts.remote && WHERE_IT_IS_REMOTE),
          ...(parts.serverMayLose() && WHILE_IT_MAY_LOSE),
          nothing: NOTHING,
        })
        if (what !== 'nothing') await befall(what)
        await answer(nextDraft())
        outFor -= 1
        await pause(chance)
      }
    },
    calm() {
      disk.full = 'no'
      outFor = 0
      tab.fire('online')
    },
    comeBack: () => tab.fire('online'),
    status: () => tab.run(() => device.status()),
    answer: () => answer(nextDraft()),
    async takeIn(file, readable) {
      const taken = await tab
        .run(async () => (await device.field()).files.takeIn(file))
        .catch(() => 'failed')
      count(`file ${taken}`)
      if (!readable) mayStay += 1
    },
    carried: () =>
      tab.run(async () => {
        const files = await (await device.field()).files.waiting()
        const stays = files.filter(({ problems }) =>
          problems.some(({ code }) => UNREADABLE.includes(code)),
        )
        return files
          .filter((file) => stays.length > mayStay || !stays.includes(file))
          .map(({ problems }) => problems.map(({ code }) => code).join(' '))
      }),
    passDays(days) {
      // By a clock that was wrong, some of it was acknowledged in a year to come.
      disk.clockOffMs = latestClockMs + days * DAY_MS
    },
    drafts: () =>
      tab.run(async () => {
        const drafts = await (await device.field()).interviews.drafts()
        return drafts.map(({ id }) => id)
      }),
    restart,
    close: () => tab.kill(),
  }
}

const NOTHING = 1000 - Object.values(MISHAPS).reduce((sum, weight) => sum + weight, 0)

/** Mostly the next person stands there already; sometimes the counter is empty for a moment. */
async function pause(chance: Chance): Promise<void> {
  if (chance.happens(0.02))
    await new Promise((resolve) => setTimeout(resolve, chance.between(1, 60)))
}

function quiet(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 30))
}

async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve))
}
