// Reads rows of answers, day by day: for commands, never for what a dashboard shows.
import type { Kysely } from 'kysely'
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
