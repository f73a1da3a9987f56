// A database of the first version, with what it held, brought up to this one. The rows were written by that version, on SQLite:
// it knew nothing else. In PostgreSQL they are put by this test; it shows that the step is the same there.
import { readFileSync } from 'node:fs'
import { Kysely } from 'kysely'
import { describe, expect, test } from 'vitest'
import { openDialect } from '../../src/server/store/dialect.ts'
import { storeDeliveries } from '../../src/server/store/ingest.ts'
import { migrate } from '../../src/server/store/migrations.ts'
import { type Db, placeOf } from '../../src/server/store/open.ts'
import { verifyTallies } from '../../src/server/store/rebuild.ts'
import { verifySeries } from '../../src/server/store/series.ts'
import { allScores, anId, aSubmission } from '../make.ts'
import { missingNumbers } from './missing.ts'
import { AFTERNOON, aDelivery, anEmptyStore, STORES, surveyIn, type TestStore } from './stores.ts'

const DAY = 86_400_000
const KIOSK = 'kiosk-h33pydcu'

type Row = Record<string, string | number | null | { base64: string }>

const held: Record<string, Row[]> = JSON.parse(
  readFileSync(new URL('fixtures/0001-start.json', import.meta.url), 'utf8'),
)

/** A place as the first version left it. */
async function aPlaceOfTheFirst({ newPlace }: TestStore): Promise<string> {
  const place = await newPlace()
  const db: Kysely<Record<string, Record<string, unknown>>> = new Kysely(
    openDialect(placeOf(place), false),
  )
  // That version's tables are not the types of this one.
  await migrate(db as unknown as Db, placeOf(place).kind, '0001-start')
  for (const [table, rows] of Object.entries(held))
    await db.insertInto(table).values(rows.map(asStored)).execute()
  await db.destroy()
  return place
}

function asStored(row: Row): Record<string, unknown> {
  const columns = Object.entries(row).map(([name, value]) => [
    name,
    typeof value === 'object' && value !== null ? Buffer.from(value.base64, 'base64') : value,
  ])
  return Object.fromEntries(columns)
}

function bytesAsText(value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value
}

describe.each(STORES)(
  '$name: the rows of a database of the first version (which knew SQLite only)',
  (kind) => {
    test('comes up to this one with every row and column as it was', async () => {
      const store = await anEmptyStore(kind.open, await aPlaceOfTheFirst(kind))
      expect(store.migrated[0]).toBe('0002-people-and-devices')
      for (const [table, rows] of Object.entries(held)) {
        const columns = Object.keys(rows[0] ?? {})
        const found = await store.db
          .withTables<Record<string, Record<string, unknown>>>()
          .selectFrom(table)
          .select(columns)
          .execute()
        const asText = (row: Record<string, unknown>) =>
          JSON.stringify(columns.map((column) => bytesAsText(row[column])))
        expect(found.map(asText).sort(), table).toEqual(rows.map(asStored).map(asText).sort())
      }
    })

    test('keeps what a device of the second version last said of its numbers', async () => {
      const place = await aPlaceOfTheFirst(kind)
      const db: Db = new Kysely(openDialect(placeOf(place), false))
      await migrate(db, placeOf(place).kind, '0002-people-and-devices')
      const report = JSON.stringify({ lastSequence: 9, unsent: 2, quarantined: 1 })
      const said = { report, reported_at: AFTERNOON }
      await db.updateTable('devices').set(said).where('id', '=', KIOSK).execute()
      await db.destroy()
      const store = await anEmptyStore(kind.open, place)
      expect(await store.db.selectFrom('series').selectAll().execute()).toEqual([
        {
          key: `${KIOSK}/`,
          device: KIOSK,
          series: '',
          received: 3,
          highest: 4,
          said: 9,
          waiting: 3,
          said_at: AFTERNOON,
        },
      ])
      expect(await verifySeries(store.db)).toEqual([])
    })

    test('has tallies equal to its rows, and knows its answers again', async () => {
      const store = await anEmptyStore(kind.open, await aPlaceOfTheFirst(kind))
      const survey = await surveyIn(store)
      expect(await verifyTallies(store.db, survey.instrumentNamed)).toEqual([])
      expect(await missingNumbers(store.db)).toEqual([
        { device: KIOSK, series: '', from: 3, to: 3 },
      ])
      const batch = [
        aSubmission({
          id: anId(2),
          sequence: 2,
          answers: allScores(4),
          finishedAt: AFTERNOON - 40 * DAY,
        }),
        aSubmission({ id: anId(1), sequence: 1, answers: allScores(1) }),
        aSubmission({ id: anId(4), sequence: 3 }),
      ]
      const [outcomes] = await storeDeliveries(
        store.db,
        [aDelivery(batch, { device: KIOSK })],
        survey,
      )
      expect(outcomes?.map(({ became }) => became)).toEqual(['known', 'conflicted', 'stored'])
      expect(await verifyTallies(store.db, survey.instrumentNamed)).toEqual([])
      expect(await missingNumbers(store.db)).toEqual([])
      expect(await store.db.selectFrom('series').selectAll().execute()).toMatchObject([
        { device: KIOSK, series: '', received: 4, highest: 4 },
      ])
    })
  },
)
