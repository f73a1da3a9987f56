// What only PostgreSQL has: months as partitions, databases in any locale, connections that end.

import { sql } from 'kysely'
import { describe, expect, inject, onTestFinished, test } from 'vitest'
import {
  DatabaseUnfit,
  inSnapshot,
  inTransaction,
  isUnreachable,
} from '../../src/server/store/dialect.ts'
import { storeDeliveries } from '../../src/server/store/ingest.ts'
import { openStore, type Store } from '../../src/server/store/open.ts'
import { keepPartitionsAhead, makePartitionsFor } from '../../src/server/store/partitions.ts'
import { settingOf } from '../../src/server/store/settings.ts'
import { anId, aSubmission } from '../make.ts'
import { aDatabase } from './databases.ts'
import { ask } from './postgres.ts'
import { aDelivery, anEmptyStore, aStore, STORES, surveyIn } from './stores.ts'

const { open } = STORES[1]

async function partitionOf({ db }: Store, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`select tableoid::regclass::text as name
    from submissions where id = ${id}`.execute(db)
  return rows[0]?.name
}

async function partitionsOf({ db }: Store): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select inhrelid::regclass::text as name
    from pg_inherits where inhparent = 'submissions'::regclass order by name`.execute(db)
  return rows.map(({ name }) => name)
}

async function keep(store: Store, id: string) {
  const deliveries = [aDelivery([aSubmission({ id })])]
  const [outcomes] = await storeDeliveries(store.db, deliveries, await surveyIn(store))
  return outcomes?.map(({ became }) => became)
}

/** The id that a tap at this time makes. */
function idAt(time: number): string {
  const digits = time.toString(16).padStart(12, '0')
  return `${digits.slice(0, 8)}-${digits.slice(8)}-7000-8000-000000000001`
}

describe('the months of the submissions', () => {
  test('are there from a year ago to a year ahead, and the rest has a place', async () => {
    const store = await anEmptyStore(open)
    const names = await partitionsOf(store)
    expect(names).toHaveLength(26)
    const month = (ahead: number) => {
      const now = new Date()
      const date = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead))
      return `submissions_${date.toISOString().slice(0, 7).replace('-', '_')}`
    }
    expect(names.slice(0, -1)).toEqual(Array.from({ length: 25 }, (_, i) => month(i - 12)))
    expect(names.at(-1)).toBe('submissions_rest')
    await keepPartitionsAhead(store.db)
    expect(await partitionsOf(store)).toEqual(names)
  })

  test('hold an answer in the month of its id, first and last moment', async () => {
    const store = await aStore(open)
    await makePartitionsFor(store.db, { first: Date.UTC(2024, 0), last: Date.UTC(2024, 2) })
    for (const [time, name] of [
      [Date.UTC(2024, 0, 31, 23, 59, 59, 999), 'submissions_2024_01'],
      [Date.UTC(2024, 1, 1), 'submissions_2024_02'],
      [Date.UTC(2024, 1, 29, 23, 59, 59, 999), 'submissions_2024_02'],
      [Date.UTC(1980, 0, 6), 'submissions_rest'],
    ] as const) {
      expect(await keep(store, idAt(time))).toEqual(['stored'])
      expect(await partitionOf(store, idAt(time))).toBe(name)
    }
  })

  test('take over what came before they were made, and it stays one row', async () => {
    const store = await aStore(open)
    const id = idAt(Date.UTC(2019, 4, 17))
    const other = idAt(Date.UTC(2018, 4, 17))
    await keep(store, id)
    await keep(store, other)
    await makePartitionsFor(store.db, { first: Date.UTC(2019, 4), last: Date.UTC(2019, 4) })
    expect(await partitionOf(store, id)).toBe('submissions_2019_05')
    expect(await partitionOf(store, other)).toBe('submissions_rest')
    expect(await keep(store, id)).toEqual(['known'])
    const rows = await store.db.selectFrom('submissions').select('id').orderBy('id').execute()
    expect(rows).toEqual([{ id: other }, { id }])
  })

  test('wait for the next time where a long read holds the table, and nobody fails for it', async () => {
    const store = await aStore(open)
    await sql`drop table ${sql.table((await partitionsOf(store))[20] ?? '')}`.execute(store.db)
    await inSnapshot(store.db, async (reading) => {
      await reading.selectFrom('submissions').select('id').execute()
      await keepPartitionsAhead(store.db)
      expect(await partitionsOf(store)).toHaveLength(25)
      expect(await keep(store, anId(1))).toEqual(['stored'])
    })
    await keepPartitionsAhead(store.db)
    expect(await partitionsOf(store)).toHaveLength(26)
  })

  test('are made once by four processes beside answers of the same months', async () => {
    const place = await aDatabase()
    const stores = await Promise.all([1, 2, 3, 4].map(() => open(place)))
    for (const store of stores) onTestFinished(() => store.close())
    const [first] = stores
    if (!first) throw new Error('no store')
    await sql`insert into units (id, name, short, place) values ('disdukcapil', '', '', 1)`.execute(
      first.db,
    )
    await sql`insert into services (key, unit, id, name, standard, place)
      values ('disdukcapil/ktp-el', 'disdukcapil', 'ktp-el', '', '{}', 1)`.execute(first.db)
    const months = { first: Date.UTC(2020, 0), last: Date.UTC(2020, 11) }
    await Promise.all([
      ...stores.map(({ db }) => makePartitionsFor(db, months)),
      ...stores.map(async (store, at) => {
        for (let i = at; i < 120; i += stores.length)
          await keep(store, idAt(Date.UTC(2020, i % 12, 1, 0, i)))
      }),
    ])
    const names = await partitionsOf(first)
    expect(names.filter((name) => name.includes('_2020_'))).toHaveLength(12)
    const { rows } = await sql`select id from submissions_rest`.execute(first.db)
    expect(rows).toEqual([])
    expect(await first.db.selectFrom('submissions').select('id').execute()).toHaveLength(120)
  })
})

test('every text column is compared byte by byte, also where the database has a language', async () => {
  const server = inject('postgres')
  const name = `language_${process.pid}`
  await ask(
    server,
    `create database ${name} template template0 locale_provider icu icu_locale 'id-ID'`,
  )
  onTestFinished(async () => {
    await ask(server, `drop database ${name} with (force)`)
  })
  const store = await anEmptyStore(open, server.replace(/\/postgres$/, `/${name}`))
  const { rows } = await sql`select table_name, column_name from information_schema.columns
    where table_schema = 'public' and data_type = 'text'
    and collation_name is distinct from 'C'`.execute(store.db)
  expect(rows).toEqual([])
  const names = ['a', 'B', 'Ä', '~', 'b-1', 'b.1']
  for (const name of names)
    await sql`insert into settings (name, value) values (${name}, '')`.execute(store.db)
  const sorted = await store.db
    .selectFrom('settings')
    .select('name')
    .where('name', 'in', names)
    .orderBy('name')
    .execute()
  expect(sorted.map((row) => row.name)).toEqual([...names].sort())
})

test('a database that cannot hold every character is refused in words', async () => {
  const server = inject('postgres')
  const name = `latin_${process.pid}`
  await ask(
    server,
    `create database ${name} template template0 encoding 'LATIN1' locale_provider libc locale 'C'`,
  )
  onTestFinished(async () => {
    await ask(server, `drop database ${name} with (force)`)
  })
  const opened = openStore(server.replace(/\/postgres$/, `/${name}`), 'epoch-1')
  await expect(opened).rejects.toThrow(DatabaseUnfit)
  await expect(opened).rejects.toThrow('UTF8')
})

describe('connections', () => {
  test('that the database ended while idle do not end the process, and others are made', async () => {
    const store = await anEmptyStore(open)
    await settingOf(store.db, 'epoch')
    await endConnections(store)
    // One that was ended may be tried once more before its end is heard; there are never more than these.
    const { open: most } = store.connections() ?? { open: 0 }
    let answer: unknown = null
    for (let i = 0; i <= most && answer !== 'epoch-1'; i++) {
      answer = await settingOf(store.db, 'epoch').catch((error: unknown) => error)
      if (answer !== 'epoch-1') expect(isUnreachable(answer)).toBe(true)
    }
    expect(answer).toBe('epoch-1')
  })

  test('that end within a transaction fail it as unreachable, and nothing of it is there', async () => {
    const place = await aDatabase()
    const store = await anEmptyStore(open, place)
    const failed = inTransaction(store.db, async (trx) => {
      await sql`insert into settings (name, value) values ('half', '')`.execute(trx)
      await endConnections(store)
      await settingOf(trx, 'epoch')
    }).catch((error: unknown) => error)
    expect(isUnreachable(await failed)).toBe(true)
    expect(await ask(place, "select name from settings where name = 'half'")).toEqual([])
  })

  test('to nowhere are said to be unreachable', async () => {
    const nowhere = await openStore('postgres://suara@127.0.0.1:1/none', 'e').catch((e) => e)
    expect(isUnreachable(nowhere)).toBe(true)
    const none = inject('postgres').replace(/\/postgres$/, '/no_such_database')
    expect(isUnreachable(await openStore(none, 'e').catch((e) => e))).toBe(true)
  })

  test('rely on their own settings: what is committed is on disk, and nothing waits for ever', async () => {
    const place = await aDatabase()
    const name = new URL(place).pathname.slice(1)
    await ask(place, `alter database ${name} set synchronous_commit = off`)
    const store = await anEmptyStore(open, place)
    const { rows } = await sql`select current_setting('synchronous_commit') as commits,
      current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock`.execute(
      store.db,
    )
    expect(rows).toEqual([{ commits: 'on', statement: '30s', lock: '10s' }])
  })

  test('give counts and sums as numbers, and a text with NUL is found nowhere', async () => {
    const store = await anEmptyStore(open)
    const { rows } =
      await sql`select count(*) as n, sum(n) as total from (values (2::bigint), (3)) as t (n)`.execute(
        store.db,
      )
    expect(rows).toEqual([{ n: 2, total: 5 }])
    const found = await store.db
      .selectFrom('submissions')
      .select('id')
      .where('id', '=', `${anId(1)}\0`)
      .execute()
    expect(found).toEqual([])
  })
})

describe('two transactions in each other’s way', () => {
  async function twoStores(): Promise<[Store, Store]> {
    const place = await aDatabase()
    const stores = [await anEmptyStore(open, place), await anEmptyStore(open, place)] as const
    for (const name of ['first', 'second'])
      await sql`insert into settings (name, value) values (${name}, '')`.execute(stores[0].db)
    return [...stores]
  }
  const lengthen = (trx: Store['db'], name: string) =>
    sql`update settings set value = value || 'x' where name = ${name}`.execute(trx)
  const textOf = async (trx: Store['db'], name: string) => {
    const asked = sql<{ value: string }>`select value from settings where name = ${name}`
    return (await asked.execute(trx)).rows[0]?.value
  }

  test('that wait for each other: the one that is thrown out is tried again, and both are done', async () => {
    const stores = await twoStores()
    let held: () => void = () => undefined
    const bothHold = new Promise<void>((resolve) => {
      held = resolve
    })
    let tries = 0
    const write = (at: 0 | 1, [mine, theirs]: readonly [string, string]) =>
      inTransaction(stores[at].db, async (trx) => {
        await lengthen(trx, mine)
        if (++tries === 2) held()
        await bothHold
        await lengthen(trx, theirs)
      })
    await Promise.all([write(0, ['first', 'second']), write(1, ['second', 'first'])])
    expect(tries).toBeGreaterThan(2)
    for (const name of ['first', 'second']) expect(await textOf(stores[0].db, name)).toBe('xx')
  })

  test('of which one has read what the other changed since: it is tried again, over what is there now', async () => {
    const [one, other] = await twoStores()
    const seen: (string | undefined)[] = []
    await inTransaction(one.db, async (trx) => {
      await sql`set transaction isolation level repeatable read`.execute(trx)
      seen.push(await textOf(trx, 'first'))
      if (seen.length === 1) await lengthen(other.db, 'first')
      await lengthen(trx, 'first')
    })
    expect(seen).toEqual(['', 'x'])
    expect(await textOf(one.db, 'first')).toBe('xx')
  })
})

/** Ends every connection to the database of the store, as its restart does. */
async function endConnections({ db }: Store): Promise<void> {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db)
  await ask(
    inject('postgres'),
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${rows[0]?.name}'`,
  )
}
