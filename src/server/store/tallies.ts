// The tallies: what is added in the transaction of the rows, and what every number shown is read from.
import type { Kysely } from 'kysely'
import type { Instrument } from '../../core/instrument.ts'
import type { ExtraAnswer, Score } from '../../core/submission.ts'
import {
  decodeTally,
  emptyTally,
  encodeTally,
  type Tally,
  tallyOf,
  tallyOfScore,
} from '../../core/tally.ts'
import { takeTurn } from './dialect.ts'
import type { Grain, SubmissionRow, Tables, TallyRow } from './schema.ts'
import { type Counted, extraNamesOf, GRAINS, keyOf, namesOf, type TallyName } from './slices.ts'
import { overKeys, overRows } from './statements.ts'

/** What a set of rows adds to the tallies, by key. */
export type Deltas = Map<string, { name: TallyName; tally: Tally; simulated: number }>

export type CountedRow = Counted & Pick<SubmissionRow, 'answers' | 'extra' | 'simulated'>

/** An instrument by its name; a stored row names one that exists. */
export type KnownInstrument = (name: string) => Instrument

/**
 * Adds rows to deltas, in place: the only caller gathers thousands of rows into one. Each counts where it belongs
 * and for the whole regency, so that what is asked most is read from the fewest tallies.
 */
export function gather(
  deltas: Deltas,
  rows: readonly CountedRow[],
  instrumentNamed: KnownInstrument,
  grains: readonly Grain[] = GRAINS,
): void {
  for (const row of rows) {
    const instrument = instrumentNamed(row.instrument)
    const own = tallyOf([{ answers: JSON.parse(row.answers) }], instrument)
    count(deltas, namesOf(row, grains), own, row.simulated)
    if (row.extra === null) continue
    // Written by `rowOf` from what the submission parser let through.
    const extra = JSON.parse(row.extra) as Record<string, ExtraAnswer>
    for (const { key } of instrument.extras ?? []) {
      const score = scoreOf(extra[key])
      if (score !== null)
        count(deltas, extraNamesOf(row, key, grains), tallyOfScore(score), row.simulated)
    }
  }
}

function count(deltas: Deltas, names: readonly TallyName[], own: Tally, simulated: number): void {
  const touched = cellsOf(own)
  for (const name of names) {
    const key = keyOf(name)
    let delta = deltas.get(key)
    if (!delta) {
      delta = { name, tally: emptyTally(own.elements), simulated: 0 }
      deltas.set(key, delta)
    }
    add(delta.tally, touched)
    delta.simulated += simulated
  }
}

/** What is counted of an answer to one of the survey's own questions: "no" first, "yes" last; nothing of a text. */
function scoreOf(answer: ExtraAnswer | undefined): Score | null {
  if (answer === undefined || typeof answer === 'string') return null
  if (typeof answer === 'number') return answer
  return answer ? 4 : 1
}

/**
 * Merges deltas into the stored tallies, one transaction at a time until it ends: every one of them touches the tallies
 * of the whole regency, so that rows locked one by one would make it wait as long, and cost more.
 */
export async function addToTallies(trx: Kysely<Tables>, deltas: Deltas): Promise<void> {
  if (deltas.size === 0) return
  await takeTurn(trx, 'tallies')
  const keys = [...deltas.keys()].sort()
  const stored = new Map((await tallyCells(trx, keys)).map((row) => [row.key, row]))
  const rows: TallyRow[] = []
  for (const key of keys) {
    const delta = deltas.get(key)
    if (!delta) continue
    const before = stored.get(key)
    const tally = before ? decodeTally(before.cells) : delta.tally
    if (before) add(tally, cellsOf(delta.tally))
    const simulated = delta.simulated + (before?.simulated ?? 0)
    rows.push({ key, ...delta.name, cells: encodeTally(tally), simulated })
  }
  await upsertTallies(trx, rows)
}

/** Cells that are not 0, as cell, value, cell, value, …: of one answer's some 110 cells fewer than 30 are. */
function cellsOf({ cells }: Tally): number[] {
  const found: number[] = []
  for (let cell = 0; cell < cells.length; cell++) {
    const value = cells[cell] ?? 0
    if (value !== 0) found.push(cell, value)
  }
  return found
}

function add({ cells }: Tally, found: readonly number[]): void {
  for (let i = 0; i < found.length; i += 2) {
    const cell = found[i] ?? 0
    cells[cell] = (cells[cell] ?? 0) + (found[i + 1] ?? 0)
  }
}

const tallyCells = overKeys((db, count) =>
  db
    .selectFrom('tallies')
    .select(['key', 'cells', 'simulated'])
    .where('key', 'in', Array<string>(count).fill('')),
)

const TALLY_COLUMNS = [
  'key',
  'grain',
  'period',
  'unit',
  'service',
  'channel',
  'instrument',
  'slice',
  'value',
  'cells',
  'simulated',
] as const satisfies readonly (keyof TallyRow)[]

/** Stands in while a statement is compiled; its values are never sent. */
const ANY_TALLY: TallyRow = {
  key: '',
  grain: 'd',
  period: '',
  unit: '',
  service: '',
  channel: 'kiosk',
  instrument: '',
  slice: 'all',
  value: '',
  cells: new Uint8Array(),
  simulated: 0,
}

const upsertTallies = overRows<TallyRow, never>(TALLY_COLUMNS, (db, count) =>
  db
    .insertInto('tallies')
    .values(Array<TallyRow>(count).fill(ANY_TALLY))
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet((e) => ({
        cells: e.ref('excluded.cells'),
        simulated: e.ref('excluded.simulated'),
      })),
    )
    .$castTo<never>(),
)
