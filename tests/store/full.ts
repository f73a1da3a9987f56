// A store with something in every table, so that what copies a database cannot forget one.
import { writeDemo } from '../../src/server/demo/demo.ts'
import { note } from '../../src/server/store/audit.ts'
import { keepRefusals } from '../../src/server/store/device-said.ts'
import { createPairingCode } from '../../src/server/store/devices.ts'
import { type Outcome, storeDeliveries } from '../../src/server/store/ingest.ts'
import type { Db, Store } from '../../src/server/store/open.ts'
import { anId, aSubmission } from '../make.ts'
import { AFTERNOON, aDelivery, aPhoneWith, instruments, surveyIn } from './stores.ts'

/** Ids of answers that these tests add start above the demonstration's. */
const FIRST = 1_000_000

export async function fill(store: Store): Promise<void> {
  const { db } = store
  await writeDemo(db, instruments, { answers: 200, seed: 1, now: AFTERNOON })
  await answer(store, 1)
  await addToEveryTable(db)
}

/** One more answer of `kiosk-1`. */
export async function answer(
  store: Store,
  n: number,
  fields: Parameters<typeof aSubmission>[0] = {},
): Promise<Outcome[]> {
  const submission = aSubmission({ id: anId(FIRST + n), sequence: n, ...fields })
  const [outcomes] = await storeDeliveries(
    store.db,
    [aDelivery([submission])],
    await surveyIn(store),
  )
  return outcomes ?? []
}

async function addToEveryTable(db: Db): Promise<void> {
  const hash = 'a'.repeat(43)
  await db
    .insertInto('people')
    .values({
      username: 'siti',
      password: 'no hash',
      role: 'planner',
      unit: null,
      created_at: AFTERNOON,
      name: 'Siti “Aminah” Ñ',
      disabled_at: null,
      signed_in_at: null,
      must_change: 0,
      totp_secret: null,
      totp_confirmed_at: null,
      totp_step: null,
      recovery: '[]',
    })
    .execute()
  await db
    .insertInto('sessions')
    .values({ hash, person: 'siti', created_at: AFTERNOON, seen_at: AFTERNOON, address: '::1' })
    .execute()
  await db
    .insertInto('instruments')
    .values({ name: 'skm-2017@2', content: '{}', published_at: AFTERNOON, published_by: 'siti' })
    .execute()
  const period = { id: '2026-t4', name: 'Triwulan 4', from_day: '2026-10-01', to_day: '2026-12-31' }
  await db
    .insertInto('periods')
    .values({ ...period, closed_at: null, reason: null })
    .execute()
  const { id: device } = await db.selectFrom('devices').select('id').executeTakeFirstOrThrow()
  await db.insertInto('former_tokens').values({ hash, device, ended_at: AFTERNOON }).execute()
  await createPairingCode(db, { hash, device, now: AFTERNOON })
  await db.insertInto('limits').values({ key: 'sign-in', count: 3, resets_at: AFTERNOON }).execute()
  const conflict = { id: anId(FIRST + 1), hash, device: 'kiosk-1', series: '', sequence: 7 }
  await db
    .insertInto('conflicts')
    .values({
      key: `${conflict.id}/${hash}`,
      ...conflict,
      received_at: AFTERNOON,
      content: '{"id":"…"}',
    })
    .execute()
  await aPhoneWith({ db }, { id: 'a-1', device: 'phone-1', place: true })
  await db.transaction().execute(async (trx) => {
    const refusals = [{ assignment: 'a-1', reason: 'busy', count: 3 } as const]
    await keepRefusals(trx, { device, series: 'a' }, refusals)
  })
  const entry = { at: AFTERNOON, who: 'siti', address: '10.0.0.7', action: 'person.added' } as const
  await note(db, { ...entry, detail: { name: 'Siti' } })
}
