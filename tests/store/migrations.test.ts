// The schema comes up from nothing, is left alone when it is there, and a newer one is refused.
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { DatabaseIsNewer } from '../../src/server/store/migrations.ts'
import { putSetting, settingOf } from '../../src/server/store/settings.ts'
import { anEmptyStore, STORES, tempDirectory } from './stores.ts'

describe.each(STORES)('$name: the schema', ({ open }) => {
  test('comes up from nothing', async () => {
    const store = await anEmptyStore(open)
    expect(store.migrated).toEqual(['0001-start'])
    expect(await store.db.selectFrom('submissions').selectAll().execute()).toEqual([])
  })

  test('is left as it is by a second start, and so is the epoch', async () => {
    const directory = tempDirectory()
    const first = await open(directory)
    await putSetting(first.db, 'epoch', 'epoch-of-before')
    await first.close()
    const second = await open(directory)
    expect(second.migrated).toEqual([])
    expect(await settingOf(second.db, 'epoch')).toBe('epoch-of-before')
    await second.close()
  })

  test('of a newer program is refused by the name of its step, and nothing is changed', async () => {
    const directory = tempDirectory()
    const store = await open(directory)
    await sql`insert into kysely_migration (name, timestamp) values ('0999-future', '2030')`.execute(
      store.db,
    )
    await store.close()
    const reopened = open(directory)
    await expect(reopened).rejects.toBeInstanceOf(DatabaseIsNewer)
    await expect(reopened).rejects.toThrow('0999-future')
  })
})
