// Fills a database with the example: setup, devices and a year of simulated answers, all of them marked.
import { dayAfter, localTimeOf, periodBefore, periodOf } from '../../core/period.ts'
import type { Submission } from '../../core/submission.ts'
import type { Unit } from '../../core/wire.ts'
import type { Instruments } from '../instruments.ts'
import { surveyOf } from '../parts.ts'
import { problem } from '../problems.ts'
import { parseSetup } from '../setup-file.ts'
import { note } from '../store/audit.ts'
import { createDevice, knownIds } from '../store/devices.ts'
import { giveWay, inTransaction } from '../store/dialect.ts'
import { storeDeliveries } from '../store/ingest.ts'
import type { Db } from '../store/open.ts'
import { putSetting } from '../store/settings.ts'
import { regencyOf, unitsOf, writeSetup } from '../store/setup.ts'
import { hasSubmission } from '../store/submissions.ts'
import { simulate, type Visit } from './answers.ts'
import example from './barito-selatan.json' with { type: 'json' }
import { type Chance, createChance } from './chance.ts'
import { profileOf } from './profiles.ts'

export interface DemoOptions {
  answers: number
  seed: number
  /** ms since epoch */
  now: number
  /** Who loads it, for the trail; left out by who tells of it in another line. */
  by?: { who: string; address: string }
}

export interface DemoSummary {
  units: number
  devices: number
  /** First and last day of the simulated answers. */
  from: string
  to: string
  stored: number
  /** Was there from a run before. */
  known: number
}

const DAYS = 365
const BATCH = 250
/** Kiosks stand in offices: from 8 to 15.59, local time. */
const HOURS = { from: 8, count: 8 } as const
const HOUR_MS = 3_600_000
/** Barito Selatan keeps Western Indonesian time, which knows no summer time. */
const OFFSET = '+07:00'

/**
 * Writes the example. The same seed on the same day gives the same answers, so a second run adds nothing.
 * Throws `demo.real-data` where real answers are there, `setup.other-regency` where another regency is.
 */
export async function writeDemo(
  db: Db,
  instruments: Instruments,
  options: DemoOptions,
): Promise<DemoSummary> {
  await refuseRealData(db)
  await inTransaction(db, async (trx) => {
    await putSetting(trx, 'simulated', '1')
    // Told before the answers, which are many transactions: cut short, it is known where they come from.
    const { by, now: at, answers, seed } = options
    if (by) await note(trx, { ...by, at, action: 'example.loaded', detail: { answers, seed } })
  })
  const regency = await regencyOf(db)
  if (!regency) await writeSetup(db, exampleSetup())
  const units = await unitsOf(db)
  const survey = surveyOf(await regencyOf(db), instruments)
  const today = localTimeOf(options.now, survey.timezone).day
  const period = { from: dayAfter(today, -DAYS), to: dayAfter(today, -1) }
  const byDevice = simulateYear(units, instruments, { ...options, ...period })
  const summary = { units: units.length, devices: byDevice.size, ...period, stored: 0, known: 0 }
  await addDevices(db, byDevice, options.now)
  for (const [device, submissions] of byDevice) {
    for (let at = 0; at < submissions.length; at += BATCH) {
      const batch = submissions.slice(at, at + BATCH)
      const unit = batch[0]?.unit ?? ''
      await giveWay()
      const { now } = options
      const delivery = {
        device,
        series: '',
        unit,
        sent: now,
        receivedAt: now,
        simulated: 1 as const,
      }
      const outcomes = await storeDeliveries(
        db,
        [{ ...delivery, submissions: batch, noteContact: at === 0 }],
        survey,
      )
      for (const { became } of outcomes.flat()) {
        if (became === 'stored') summary.stored++
        else summary.known++
      }
    }
  }
  return summary
}

async function refuseRealData(db: Db): Promise<void> {
  if (await hasSubmission(db, { simulated: 0 })) throw problem('demo.real-data')
  const regency = await regencyOf(db)
  if (regency && regency.id !== example.regency.id)
    throw problem('setup.other-regency', 'regency', regency.name)
}

function exampleSetup() {
  const parsed = parseSetup(example)
  if (!parsed.ok) throw new Error(`example: ${JSON.stringify(parsed.problems)}`)
  return parsed.value
}

/** Every device with its answers in the order it would have numbered them. */
function simulateYear(
  units: readonly Unit[],
  instruments: Instruments,
  options: DemoOptions & { from: string; to: string },
): Map<string, Submission[]> {
  const chance = createChance(options.seed)
  const changedFrom = periodBefore(periodOf(options.to, 'quarter')).from
  const days = Array.from({ length: DAYS }, (_, i) => dayAfter(options.from, i))
  const choices = units
    .filter((unit) => unit.services.length > 0)
    .map((unit) => [unit, profileOf(unit.id).volume] as const)
  const byDevice = new Map<string, Submission[]>()
  for (let i = 0; i < options.answers; i++) {
    const unit = chance.weighted(choices)
    const visit = aVisit(unit, days, changedFrom, chance)
    const submission = { ...simulate(visit, instruments.current, chance), sequence: 0 }
    const device = deviceFor(visit)
    const others = byDevice.get(device)
    if (others) others.push(submission)
    else byDevice.set(device, [submission])
  }
  for (const [device, submissions] of byDevice) {
    submissions.sort((a, b) => a.finishedAt - b.finishedAt || (a.id < b.id ? -1 : 1))
    byDevice.set(
      device,
      submissions.map((submission, i) => ({ ...submission, sequence: i + 1 })),
    )
  }
  return byDevice
}

function aVisit(unit: Unit, days: readonly string[], changedFrom: string, chance: Chance): Visit {
  const profile = profileOf(unit.id)
  const services = unit.services.map((service, i) => [service, i === 0 ? 3 : 1.5] as const)
  const interviewed = chance.happens(profile.interviewShare)
  let day = days[chance.below(days.length)] ?? changedFrom
  while (!isOpen(day, profile.saturdays || interviewed))
    day = days[chance.below(days.length)] ?? day
  // The middle of a service day is the fullest: the mean of two hours.
  const hours = HOURS.from + (HOURS.count * (chance.uniform() + chance.uniform())) / 2
  const finishedAt = Date.parse(`${day}T00:00:00${OFFSET}`) + Math.round(hours * HOUR_MS)
  return {
    unit: unit.id,
    service: chance.weighted(services),
    profile,
    finishedAt,
    interviewed,
    afterChange: day >= changedFrom,
  }
}

const SUNDAY = 0
const SATURDAY = 6

function isOpen(day: string, saturdays: boolean): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday !== SUNDAY && (saturdays || weekday !== SATURDAY)
}

/** One kiosk for each service, one enumerator's phone for each unit. */
function deviceFor(visit: Visit): string {
  return visit.interviewed ? `demo-${visit.unit}-petugas` : `demo-${visit.unit}-${visit.service.id}`
}

async function addDevices(
  db: Db,
  byDevice: ReadonlyMap<string, readonly Submission[]>,
  now: number,
): Promise<void> {
  const there = await knownIds(db)
  for (const [id, [first]] of byDevice) {
    if (there.has(id) || !first) continue
    const interviewed = first.channel === 'enumerator'
    await createDevice(
      db,
      {
        id,
        kind: interviewed ? 'enumerator' : 'kiosk',
        unit: first.unit,
        service: interviewed ? null : first.service,
      },
      { now, simulated: true },
    )
  }
}
