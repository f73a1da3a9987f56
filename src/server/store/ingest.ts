// Stores submissions: rows, conflicts and tallies in one transaction, once however often they come.
import type { Kysely } from 'kysely'
import type { Period } from '../../core/period.ts'
import type { Problem } from '../../core/problem.ts'
import { canonicalText, type Submission } from '../../core/submission.ts'
import { serviceNamed, servicesCalled } from '../../core/unit-tree.ts'
import { commissionsAmong } from './commissions.ts'
import { noteContact } from './devices.ts'
import { inTransaction } from './dialect.ts'
import type { ConflictRow, SubmissionRow, Tables } from './schema.ts'
import { addToSeries, type Numbered } from './series.ts'
import { unitsOf } from './setup.ts'
import { overKeys, overRows } from './statements.ts'
import { type Arrival, flagged, rowOf } from './submission-row.ts'
import { addToTallies, type Deltas, gather, type KnownInstrument } from './tallies.ts'

/** Submissions of one device that came together. */
export interface Delivery extends Arrival {
  submissions: readonly Submission[]
  /** Whether this contact is to be noted. */
  noteContact: boolean
}

/** What became of one submission. */
export type Outcome =
  | { id: string; became: 'stored' | 'known' | 'conflicted' }
  | { id: string; became: 'refused'; problems: Problem[] }

/** What storing needs to know of the regency. */
export interface Survey {
  timezone: string
  /** Name of the instrument asked now. */
  instrument: string
  /** First and last day of every closed period. */
  closed: readonly Period[]
  instrumentNamed: KnownInstrument
}

/**
 * Stores deliveries in one transaction: when it returns, all of them are on disk; when it throws, none is.
 * @returns for each delivery the outcome of each of its submissions, in their order
 */
export async function storeDeliveries(
  db: Kysely<Tables>,
  deliveries: readonly Delivery[],
  survey: Survey,
): Promise<Outcome[][]> {
  return inTransaction(db, async (trx) => {
    const placeOf = await placesAmong(trx, deliveries)
    const commissionOf = await commissionsAmong(trx, deliveries)
    const batch = new Batch()
    const outcomes = deliveries.map((delivery) =>
      delivery.submissions.map((submission): Entry => {
        const place = placeOf(submission)
        if (place.known === 'no')
          return { became: 'refused', id: submission.id, problems: [place.problem] }
        const row = rowOf(submission, delivery, survey, commissionOf(submission, delivery))
        return batch.add(
          submission,
          place.known === 'elsewhere' ? flagged(row, 'service.other') : row,
        )
      }),
    )
    await batch.write(trx, survey.instrumentNamed)
    const seen = deliveries.filter((delivery) => delivery.noteContact)
    const latest = Math.max(...seen.map((delivery) => delivery.receivedAt))
    await noteContact(trx, [...new Set(seen.map((delivery) => delivery.device))], latest)
    return outcomes.map((entries) => entries.map((entry) => batch.outcomeOf(entry)))
  })
}

type Entry = Outcome | { became: 'candidate'; submission: Submission; row: SubmissionRow }

/** Rows of one transaction; the first to come under an id is the one that is stored. */
class Batch {
  private readonly firstOf = new Map<string, SubmissionRow>()
  private readonly all: { submission: Submission; row: SubmissionRow }[] = []
  private readonly hashOf = new Map<string, string>()
  private inserted = new Set<string>()

  add(submission: Submission, row: SubmissionRow): Entry {
    if (!this.firstOf.has(row.id)) this.firstOf.set(row.id, row)
    this.all.push({ submission, row })
    return { became: 'candidate', submission, row }
  }

  async write(trx: Kysely<Tables>, instrumentNamed: KnownInstrument): Promise<void> {
    // In order of id: on PostgreSQL two batches that share ids would otherwise wait for each other.
    const rows = [...this.firstOf.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
    this.inserted = new Set((await insertSubmissions(trx, rows)).map(({ id }) => id))
    const fresh = rows.filter(({ id }) => this.inserted.has(id))
    for (const { id, hash } of fresh) this.hashOf.set(id, hash)
    const rest = rows.filter(({ id }) => !this.inserted.has(id)).map(({ id }) => id)
    for (const { id, hash } of await hashesOf(trx, rest)) this.hashOf.set(id, hash)
    const copies = await insertConflicts(trx, this.conflicts())
    const deltas: Deltas = new Map()
    gather(deltas, fresh, instrumentNamed)
    await addToTallies(trx, deltas)
    await addToSeries(trx, [...fresh, ...copies])
  }

  outcomeOf(entry: Entry): Outcome {
    if (entry.became !== 'candidate') return entry
    const { row } = entry
    if (this.hashOf.get(row.id) !== row.hash) return { id: row.id, became: 'conflicted' }
    const stored = this.inserted.has(row.id) && this.firstOf.get(row.id) === row
    return { id: row.id, became: stored ? 'stored' : 'known' }
  }

  private conflicts(): ConflictRow[] {
    const copies = new Map<string, ConflictRow>()
    for (const { submission, row } of this.all) {
      const { id, hash, device, series, sequence, received_at } = row
      if (this.hashOf.get(id) === hash) continue
      const key = `${id}/${hash}`
      const content = canonicalText(submission)
      copies.set(key, { key, id, hash, device, series, sequence, received_at, content })
    }
    return [...copies.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
  }
}

type Place = { known: 'yes' | 'elsewhere' } | { known: 'no'; problem: Problem }

/** Tells whether it is known where a submission belongs, for all that these deliveries name. */
async function placesAmong(trx: Kysely<Tables>, deliveries: readonly Delivery[]) {
  const wanted = new Set<string>()
  for (const { submissions } of deliveries)
    for (const { unit, service } of submissions) wanted.add(`${unit}/${service}`)
  const services = new Set((await servicesNamed(trx, [...wanted])).map(({ key }) => key))
  const missing = [...wanted].filter((key) => !services.has(key))
  // Mostly a unit has its services itself: the tree is read only for a counter, or for what is not there.
  const units = missing.length > 0 ? await unitsOf(trx) : []
  return ({ unit, service }: Submission): Place => {
    if (services.has(`${unit}/${service}`)) return { known: 'yes' }
    if (!units.some(({ id }) => id === unit))
      return { known: 'no', problem: { code: 'unit.unknown', path: 'unit' } }
    if (serviceNamed(units, unit, service)) return { known: 'yes' }
    // The unit stood below another one when it was answered.
    if (servicesCalled(units, service).length > 0) return { known: 'elsewhere' }
    return { known: 'no', problem: { code: 'service.unknown', path: 'service' } }
  }
}

const servicesNamed = overKeys((db, count) =>
  db.selectFrom('services').select('key').where('key', 'in', Array<string>(count).fill('')),
)

const hashesOf = overKeys((db, count) =>
  db
    .selectFrom('submissions')
    .select(['id', 'hash'])
    .where('id', 'in', Array<string>(count).fill('')),
)

/** Stands in while a statement is compiled; its values are never sent. Its keys are the columns, in order. */
const ANY_SUBMISSION: SubmissionRow = {
  id: '',
  device: '',
  series: '',
  sequence: 0,
  instrument: '',
  unit: '',
  service: '',
  channel: 'kiosk',
  mode: 'self',
  answers: '',
  extra: '',
  sex: '',
  age: 0,
  education: '',
  job: '',
  disability: 0,
  steered: 0,
  comment: '',
  started_at: 0,
  finished_at: 0,
  duration_ms: 0,
  location: '',
  assignment: '',
  unanswered: '',
  corrections: '',
  app: '',
  day: '',
  half_day: 'morning',
  offset_ms: 0,
  received_at: 0,
  hash: '',
  flags: '',
  simulated: 0,
}

const insertSubmissions = overRows<SubmissionRow, { id: string }>(
  // The object above has these keys and no other.
  Object.keys(ANY_SUBMISSION) as (keyof SubmissionRow)[],
  (db, count) =>
    db
      .insertInto('submissions')
      .values(Array<SubmissionRow>(count).fill(ANY_SUBMISSION))
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id'),
)

const ANY_CONFLICT: ConflictRow = {
  key: '',
  id: '',
  hash: '',
  device: '',
  series: '',
  sequence: 0,
  received_at: 0,
  content: '',
}

const insertConflicts = overRows<ConflictRow, Numbered>(
  Object.keys(ANY_CONFLICT) as (keyof ConflictRow)[],
  (db, count) =>
    db
      .insertInto('conflicts')
      .values(Array<ConflictRow>(count).fill(ANY_CONFLICT))
      .onConflict((conflict) => conflict.column('key').doNothing())
      .returning(['key as id', 'device', 'series', 'sequence']),
)
