// Copying a whole database: to the same kind and to the other, once and again, and never over somebody's data.
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { note } from '../../src/server/store/audit.ts'
import { sumsOf } from '../../src/server/store/copy.ts'
import { CopyDiffers, moveAll, TargetInUse } from '../../src/server/store/move.ts'
import { verifyTallies } from '../../src/server/store/rebuild.ts'
import { settingOf } from '../../src/server/store/settings.ts'
import { TABLE_NAMES, tableNamed } from '../../src/server/store/tables.ts'
import { answer, fill } from './full.ts'
import { AFTERNOON, anEmptyStore, aStore, STORES, surveyIn } from './stores.ts'

const PAIRS = STORES.flatMap((from) =>
  STORES.map((to) => ({ name: `${from.name} to ${to.name}`, from, to })),
)

async function aFullStore(open: (typeof STORES)[number]['open']) {
  const store = await aStore(open)
  await fill(store)
  return store
}

describe.each(PAIRS)('from $name', ({ from, to }) => {
  test('everything is the same afterwards, but for the epoch', async () => {
    const source = await aFullStore(from.open)
    const target = await anEmptyStore(to.open)
    const moved = await moveAll(source.db, target.db)
    expect(moved).toMatchObject({ again: false, meanwhile: 0 })
    expect(await sumsOf(target.db)).toEqual(await sumsOf(source.db))
    expect(moved.sums.submissions.rows).toBe(201)
    for (const name of TABLE_NAMES) expect([name, moved.sums[name].rows > 0]).toEqual([name, true])
    const { instrumentNamed } = await surveyIn(target)
    expect(await verifyTallies(target.db, instrumentNamed)).toEqual([])
    expect(await settingOf(target.db, 'epoch')).toBe(moved.epoch)
    expect(moved.epoch).not.toBe(await settingOf(source.db, 'epoch'))
  })

  test('a second time it copies what came since, changed or went', async () => {
    const source = await aFullStore(from.open)
    const target = await anEmptyStore(to.open)
    await moveAll(source.db, target.db)
    await answer(source, 2)
    await source.db.deleteFrom('sessions').execute()
    await source.db.updateTable('people').set({ name: 'Siti' }).execute()
    await note(source.db, { at: AFTERNOON, who: 'cli', address: '', action: 'person.changed' })
    const again = await moveAll(source.db, target.db)
    expect(again.again).toBe(true)
    expect(again.sums.submissions.rows).toBe(202)
    expect(await sumsOf(target.db)).toEqual(await sumsOf(source.db))
    const { instrumentNamed } = await surveyIn(target)
    expect(await verifyTallies(target.db, instrumentNamed)).toEqual([])
  })

  test('what the target holds of its own is never copied over', async () => {
    const source = await aFullStore(from.open)
    const used = await aStore(to.open)
    const before = await sumsOf(used.db)
    await expect(moveAll(source.db, used.db)).rejects.toThrow(TargetInUse)
    expect(await sumsOf(used.db)).toEqual(before)

    const target = await anEmptyStore(to.open)
    await moveAll(source.db, target.db)
    await answer(target, 3)
    await expect(moveAll(source.db, target.db)).rejects.toThrow('submissions 1')
  })
})

test.each(STORES)(
  'a copy that is not the same on $name after all is said to differ, and nothing of it stays',
  async ({ name, open }) => {
    const source = await aFullStore(STORES[0].open)
    const target = await anEmptyStore(open)
    // What a target may do of its own accord: one answer becomes another.
    if (name === 'SQLite')
      await sql`create trigger meddler after insert on submissions when new.id =
        (select min(id) from submissions) begin
        update submissions set comment = 'other' where id = new.id; end`.execute(target.db)
    else {
      await sql`create function meddle() returns trigger language plpgsql as
        ${sql.lit("begin new.comment := 'other'; return new; end")}`.execute(target.db)
      await sql`create trigger meddler before insert on submissions for each row
        execute function meddle()`.execute(target.db)
    }
    const moving = moveAll(source.db, target.db)
    await expect(moving).rejects.toThrow(CopyDiffers)
    await expect(moving).rejects.toThrow(/^submissions$/)
    for (const table of ['submissions', 'tallies', 'units', 'people', 'audit'] as const)
      expect(await target.db.selectFrom(table).selectAll().execute()).toEqual([])
  },
)

test('the list of tables is the whole schema, with the key of each, and no table before one it refers to', async () => {
  const { db } = await anEmptyStore(STORES[0].open)
  const tables = (await db.introspection.getTables()).map(({ name }) => name)
  expect([...TABLE_NAMES].sort()).toEqual(tables.sort())
  for (const [i, name] of TABLE_NAMES.entries()) {
    const { rows: keys } = await sql<{ name: string }>`select name from pragma_table_info(${name})
      where pk > 0`.execute(db)
    const row = Object.fromEntries(keys.map((key) => [key.name, 'the key']))
    expect([name, keys.length, tableNamed(name).keyOf(row)]).toEqual([name, 1, 'the key'])
    const { rows: others } = await sql<{ table: string }>`select "table"
      from pragma_foreign_key_list(${name})`.execute(db)
    const before: readonly string[] = TABLE_NAMES.slice(0, i)
    expect(others.filter(({ table }) => !before.includes(table))).toEqual([])
  }
})
