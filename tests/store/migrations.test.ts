// The schema comes up from nothing, is left alone when it is there, and a newer one is refused.
import { sql } from 'kysely'
import { describe, expect, onTestFinished, test } from 'vitest'
import { DatabaseIsNewer } from '../../src/server/store/migrations.ts'
import { putSetting, settingOf } from '../../src/server/store/settings.ts'
import { anEmptyStore, STORES } from './stores.ts'

const STEPS = ['0001-start', '0002-people-and-devices', '0003-field']

describe.each(STORES)('$name: the schema', ({ open, newPlace }) => {
  test('comes up from nothing', async () => {
    const store = await anEmptyStore(open, await newPlace())
    expect(store.migrated).toEqual(STEPS)
    expect(await store.db.selectFrom('submissions').selectAll().execute()).toEqual([])
  })

  test('is left as it is by a second start, and so is the epoch', async () => {
    const place = await newPlace()
    const first = await open(place)
    await putSetting(first.db, 'epoch', 'epoch-of-before')
    await first.close()
    const second = await open(place)
    expect(second.migrated).toEqual([])
    expect(await settingOf(second.db, 'epoch')).toBe('epoch-of-before')
    await second.close()
  })

  test('of a newer program is refused by the name of its step, and nothing is changed', async () => {
    const place = await newPlace()
    const store = await open(place)
    await sql`insert into kysely_migration (name, timestamp) values ('0999-future', '2030')`.execute(
      store.db,
    )
    await store.close()
    const reopened = open(place)
    await expect(reopened).rejects.toBeInstanceOf(DatabaseIsNewer)
    await expect(reopened).rejects.toThrow('0999-future')
  })

  test('comes up once where three processes start at the same time', async () => {
    const place = await newPlace()
    const stores = await Promise.all([1, 2, 3].map(() => open(place)))
    for (const store of stores) onTestFinished(() => store.close())
    expect(stores.flatMap(({ migrated }) => migrated)).toEqual(STEPS)
  })
})
