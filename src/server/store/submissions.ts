// Reads rows of answers, day by day: for commands, never for what a dashboard shows.
import type { Kysely } from 'kysely'
import type { DeviceReport } from '../../core/device-report.ts'
import type { Submission } from '../../core/submission.ts'
import type { Flag, Tables } from './schema.ts'
import type { CountedRow } from './tallies.ts'

/** True where such an answer is there: a simulated or a real one. */
export async function hasSubmission(
  db: Kysely<Tables>,
  { simulated }: { simulated: Flag },
): Promise<boolean> {
  const row = await db
    .selectFrom('submissions')
    .select('id')
    .where('simulated', '=', simulated)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** True where any answer is there, real or simulated. */
export async function hasAnySubmission(db: Kysely<Tables>): Promise<boolean> {
  return (await hasSubmission(db, { simulated: 0 })) || hasSubmission(db, { simulated: 1 })
}

const PAGE = 2000

/** The rows of one day in pages, so that a day of any size fits in memory. */
export async function* rowsOfDay(db: Kysely<Tables>, day: string): AsyncGenerator<CountedRow[]> {
  for (let after = ''; ; ) {
    const rows = await db
      .selectFrom('submissions')
      .select([
        'id',
        'instrument',
        'unit',
        'service',
        'channel',
        'mode',
        'sex',
        'age',
        'education',
        'job',
        'disability',
        'steered',
        'day',
        'answers',
        'extra',
        'simulated',
      ])
      .where('day', '=', day)
      .where('id', '>', after)
      .orderBy('id')
      .limit(PAGE)
      .execute()
    if (rows.length > 0) yield rows
    if (rows.length < PAGE) return
    after = rows.at(-1)?.id ?? ''
  }
}

/** Every day that has a row or a tally, in order. */
export async function daysStored(db: Kysely<Tables>): Promise<string[]> {
  const rows = await db
    .selectFrom('submissions')
    .select('day')
    .union(db.selectFrom('tallies').select('period as day').where('grain', '=', 'd'))
    .execute()
  return rows.map(({ day }) => day).sort()
}

export interface SequenceGap {
  device: string
  /** First and last missing number. */
  from: number
  to: number
}

/**
 * Numbers that a device must have given but that never came: what to look for on the device. A copy that was kept as a
 * conflict has come.
 */
export async function sequenceGaps(db: Kysely<Tables>): Promise<SequenceGap[]> {
  const conflicting = await conflictingNumbers(db)
  const gaps = (await gapsOfRows(db)).filter(({ device }) => !conflicting.has(device))
  for (const [device, numbers] of conflicting) {
    gaps.push(...gapsAmong(device, [...numbers, ...(await numbersOf(db, device))]))
  }
  return gaps.sort((a, b) =>
    a.device === b.device ? a.from - b.from : a.device < b.device ? -1 : 1,
  )
}

/**
 * The same for one device, with the numbers after the last that came, unless some wait on it: nobody here knows which.
 * @param report as it last came
 */
export async function gapsOfDevice(
  db: Kysely<Tables>,
  device: string,
  report: Pick<DeviceReport, 'lastSequence' | 'unsent' | 'quarantined'> | null,
): Promise<{ from: number; to: number }[]> {
  const copies = (await conflictingNumbers(db, device)).get(device)
  const stored = copies ? await numbersOf(db, device) : []
  const found = copies ? gapsAmong(device, [...copies, ...stored]) : await gapsOfRows(db, device)
  const gaps = found.map(({ from, to }) => ({ from, to }))
  const { highest } = await db
    .selectFrom('submissions')
    .select((e) => e.fn.max<number | null>('sequence').as('highest'))
    .where('device', '=', device)
    .executeTakeFirstOrThrow()
  const last = Math.max(highest ?? 0, ...(copies ?? []))
  const waiting = report ? report.unsent + report.quarantined : 0
  if (report && report.lastSequence > last && waiting === 0)
    gaps.push({ from: last + 1, to: report.lastSequence })
  return gaps
}

/** Numbers that came only as copies kept as conflicts, by device. @param one only of this device */
export async function numbersOfCopies(
  db: Kysely<Tables>,
  one?: string,
): Promise<Map<string, number[]>> {
  const alone = new Map<string, number[]>()
  for (const [device, numbers] of await conflictingNumbers(db, one)) {
    const rows = await db
      .selectFrom('submissions')
      .select('sequence')
      .where('device', '=', device)
      .where('sequence', 'in', numbers)
      .execute()
    const stored = new Set(rows.map(({ sequence }) => sequence))
    alone.set(
      device,
      [...new Set(numbers)].filter((number) => !stored.has(number)),
    )
  }
  return alone
}

/** Numbers of the copies kept as conflicts, by the device that sent them. Such copies are few. */
async function conflictingNumbers(
  db: Kysely<Tables>,
  one?: string,
): Promise<Map<string, number[]>> {
  const byDevice = new Map<string, number[]>()
  let copies = db.selectFrom('conflicts').select(['device', 'content'])
  if (one !== undefined) copies = copies.where('device', '=', one)
  for (const { device, content } of await copies.execute()) {
    // The canonical text of a submission, written by `storeDeliveries` only.
    const { sequence } = JSON.parse(content) as Pick<Submission, 'sequence'>
    byDevice.set(device, [...(byDevice.get(device) ?? []), sequence])
  }
  return byDevice
}

async function numbersOf(db: Kysely<Tables>, device: string): Promise<number[]> {
  const rows = db.selectFrom('submissions').select('sequence').where('device', '=', device)
  return (await rows.execute()).map(({ sequence }) => sequence)
}

function gapsAmong(device: string, numbers: readonly number[]): SequenceGap[] {
  const gaps: SequenceGap[] = []
  let before = 0
  for (const sequence of [...numbers].sort((a, b) => a - b)) {
    if (sequence > before + 1) gaps.push({ device, from: before + 1, to: sequence - 1 })
    before = sequence
  }
  return gaps
}

async function gapsOfRows(db: Kysely<Tables>, one?: string): Promise<SequenceGap[]> {
  const rows = await db
    .selectFrom((from) =>
      from
        .selectFrom('submissions')
        .$if(one !== undefined, (query) => query.where('device', '=', one ?? ''))
        .select((e) => [
          'device',
          'sequence',
          e.fn
            .agg<number | null>('lag', ['sequence'])
            .over((over) => over.partitionBy('device').orderBy('sequence'))
            .as('before'),
        ])
        .as('numbered'),
    )
    .select(['device', 'sequence', 'before'])
    .where((e) =>
      e.or([
        e('sequence', '>', e('before', '+', 1)),
        e.and([e('before', 'is', null), e('sequence', '>', 1)]),
      ]),
    )
    .orderBy('device')
    .orderBy('sequence')
    .execute()
  return rows.map(({ device, sequence, before }) => ({
    device,
    from: Number(before ?? 0) + 1,
    to: Number(sequence) - 1,
  }))
}
