// A backup put back: the answers of then, the devices of now, and nobody signed in.
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  BackupLacksAnswers,
  openBackup,
  putBack,
  sealCopy,
  writeCopy,
} from '../../src/server/store/backup.ts'
import { sumsOf } from '../../src/server/store/copy.ts'
import type { Store } from '../../src/server/store/open.ts'
import { verifyTallies } from '../../src/server/store/rebuild.ts'
import { putSetting, settingOf } from '../../src/server/store/settings.ts'
import { anId } from '../make.ts'
import { answer, fill } from './full.ts'
import { anEmptyStore, aPhoneWith, aStore, STORES, surveyIn, tempDirectory } from './stores.ts'

async function aFullStore(open: (typeof STORES)[number]['open']): Promise<Store> {
  const store = await aStore(open)
  await fill(store)
  return store
}

async function aBackupOf(store: Store): Promise<Store> {
  const file = join(tempDirectory(), 'backup.db')
  await writeCopy(store, file)
  return anEmptyStore(() => openBackup(file))
}

function restored(backup: Store, store: Store, { evenIfLess = false } = {}) {
  const note = async () => undefined
  return putBack(backup.db, store.db, { newEpoch: 'epoch-2', evenIfLess, note })
}

async function idsIn({ db }: Store): Promise<string[]> {
  const rows = await db.selectFrom('submissions').select('id').orderBy('id').execute()
  return rows.map(({ id }) => id)
}

describe.each(STORES)('a backup of $name', ({ open }) => {
  test('holds everything, and has an epoch of its own', async () => {
    const store = await aFullStore(open)
    const backup = await aBackupOf(store)
    expect(await sumsOf(backup.db)).toEqual(await sumsOf(store.db))
    expect(await settingOf(backup.db, 'epoch')).not.toBe(await settingOf(store.db, 'epoch'))
    await sealCopy(backup)
  })

  test('goes into an empty database, which then is as it was, under a new epoch', async () => {
    const store = await aFullStore(open)
    const backup = await aBackupOf(store)
    const target = await anEmptyStore(open)
    expect(await restored(backup, target)).toMatchObject({ lost: 0 })
    expect(await idsIn(target)).toEqual(await idsIn(store))
    const { instrumentNamed } = await surveyIn(target)
    expect(await verifyTallies(target.db, instrumentNamed)).toEqual([])
    expect(await settingOf(target.db, 'epoch')).toBe('epoch-2')
    for (const table of ['sessions', 'pairing_codes', 'limits'] as const)
      expect(await target.db.selectFrom(table).selectAll().execute()).toEqual([])
    const people = await target.db.selectFrom('people').select('username').execute()
    expect(people).toEqual([{ username: 'siti' }])
  })

  test('is not put over answers that it lacks, unless it must be; nothing is changed by asking', async () => {
    const store = await aFullStore(open)
    const backup = await aBackupOf(store)
    await answer(store, 2)
    await answer(store, 3)
    const before = await sumsOf(store.db)
    await expect(restored(backup, store)).rejects.toThrow(new BackupLacksAnswers(2))
    expect(await sumsOf(store.db)).toEqual(before)
    expect(await restored(backup, store, { evenIfLess: true })).toMatchObject({ lost: 2 })
    expect(await idsIn(store)).toEqual(await idsIn(backup))
    const { instrumentNamed } = await surveyIn(store)
    expect(await verifyTallies(store.db, instrumentNamed)).toEqual([])
  })

  test('brings back what was removed, and the same answer again is known', async () => {
    const store = await aFullStore(open)
    const backup = await aBackupOf(store)
    await store.db.deleteFrom('submissions').execute()
    await restored(backup, store)
    expect(await answer(store, 1)).toEqual([{ id: anId(1_000_001), became: 'known' }])
  })

  test('leaves what enumerators were given since, and the key of files on their way', async () => {
    const store = await aFullStore(open)
    const before = await aBackupOf(store)
    await aPhoneWith(store, { id: 'a-2', device: 'phone-2', place: false })
    await putSetting(store.db, 'age-identity', 'first')
    const since = await aBackupOf(store)
    const assignments = async () =>
      (await store.db.selectFrom('assignments').select('id').orderBy('id').execute()).map(
        ({ id }) => id,
      )
    await restored(before, store)
    expect(await settingOf(store.db, 'age-identity')).toBe('first')
    expect(await assignments()).toEqual(['a-1', 'a-2'])
    await putSetting(store.db, 'age-identity', 'second')
    await restored(since, store)
    expect(await settingOf(store.db, 'age-identity')).toBe('first')
  })

  test('leaves the devices of today, their tokens and what they may answer for', async () => {
    const store = await aFullStore(open)
    const backup = await aBackupOf(store)
    const { db } = store
    const device = await db.selectFrom('devices').selectAll().executeTakeFirstOrThrow()
    const token = 'b'.repeat(43)
    await db
      .updateTable('devices')
      .set({ token_hash: token, revoked_at: 5 })
      .where('id', '=', device.id)
      .execute()
    const unit = await db.selectFrom('units').selectAll().executeTakeFirstOrThrow()
    await db
      .insertInto('units')
      .values({ ...unit, id: 'new-unit' })
      .execute()
    await db
      .insertInto('devices')
      .values({ ...device, id: 'new-device', unit: 'new-unit', token_hash: 'c'.repeat(43) })
      .execute()
    await db.updateTable('units').set({ name: 'Wrong' }).where('id', '=', unit.id).execute()
    await restored(backup, store)
    const devices = await db
      .selectFrom('devices')
      .select(['id', 'token_hash', 'revoked_at'])
      .where('id', 'in', [device.id, 'new-device'])
      .orderBy('id')
      .execute()
    expect(devices).toEqual([
      { id: device.id, token_hash: token, revoked_at: 5 },
      { id: 'new-device', token_hash: 'c'.repeat(43), revoked_at: null },
    ])
    const names = await db.selectFrom('units').select('name').where('id', '=', unit.id).execute()
    expect(names).toEqual([{ name: unit.name }])
  })
})
