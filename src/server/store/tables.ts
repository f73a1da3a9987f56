// Every table as rows of named values: for what copies a whole database, whatever is in it.
import type { Kysely } from 'kysely'
import type { Tables } from './schema.ts'
import { overKeys, overRows } from './statements.ts'

export type TableName = keyof Tables
export type Row = Record<string, unknown>

/** The key of every table, in an order in which no table refers to a later one. */
const KEYS = {
  settings: 'name',
  units: 'id',
  services: 'key',
  instruments: 'name',
  periods: 'id',
  people: 'username',
  sessions: 'hash',
  devices: 'id',
  former_tokens: 'hash',
  pairing_codes: 'hash',
  submissions: 'id',
  conflicts: 'key',
  series: 'key',
  assignments: 'id',
  refusals: 'key',
  tallies: 'key',
  audit: 'id',
  limits: 'key',
} as const satisfies Record<TableName, string>

// The object above has these keys and no other.
export const TABLE_NAMES = Object.keys(KEYS) as TableName[]

const PAGE = 2000

/** What can be done with any table. */
export interface Table {
  /** All rows in the order of their key, in pages. */
  pages(db: Kysely<Tables>): AsyncGenerator<Row[]>
  /** All keys in their order, in pages. */
  keyPages(db: Kysely<Tables>): AsyncGenerator<string[]>
  keyOf(row: Row): string
  /** Those of the keys that are there. */
  keysAmong(db: Kysely<Tables>, keys: readonly string[]): Promise<string[]>
  rowsAmong(db: Kysely<Tables>, keys: readonly string[]): Promise<Row[]>
  insert(db: Kysely<Tables>, rows: readonly Row[]): Promise<void>
  /** Puts rows in the place of those that have their keys. */
  replace(db: Kysely<Tables>, rows: readonly Row[]): Promise<void>
  remove(db: Kysely<Tables>, keys: readonly string[]): Promise<void>
  isEmpty(db: Kysely<Tables>): Promise<boolean>
}

/** Names and values are not known here: every table is treated alike. */
type Untyped = Kysely<Record<string, Row>>

export function tableNamed(name: TableName): Table {
  const key = KEYS[name]
  const among = (keys: number) => Array<string>(keys).fill('')
  const untyped = (db: Kysely<Tables>) => db as unknown as Untyped
  const keysAmong = overKeys((db, count) =>
    untyped(db).selectFrom(name).select(`${key} as key`).where(key, 'in', among(count)),
  )
  const rowsAmong = overKeys((db, count) =>
    untyped(db).selectFrom(name).selectAll().where(key, 'in', among(count)),
  )
  const remove = overKeys((db, count) =>
    untyped(db).deleteFrom(name).where(key, 'in', among(count)),
  )
  // Made at the first row: it tells the columns.
  let inserting: ReturnType<typeof overRows<Row, never>> | undefined
  let replacing: ReturnType<typeof overRows<Row, never>> | undefined

  async function* pages(db: Kysely<Tables>): AsyncGenerator<Row[]> {
    for (let after = ''; ; ) {
      const rows = await untyped(db)
        .selectFrom(name)
        .selectAll()
        .where(key, '>', after)
        .orderBy(key)
        .limit(PAGE)
        .execute()
      if (rows.length > 0) yield rows
      if (rows.length < PAGE) return
      after = keyOf(rows.at(-1) ?? {})
    }
  }

  async function* keyPages(db: Kysely<Tables>): AsyncGenerator<string[]> {
    for (let after = ''; ; ) {
      const rows = await untyped(db)
        .selectFrom(name)
        .select(key)
        .where(key, '>', after)
        .orderBy(key)
        .limit(PAGE)
        .execute()
      if (rows.length > 0) yield rows.map(keyOf)
      if (rows.length < PAGE) return
      after = keyOf(rows.at(-1) ?? {})
    }
  }

  const keyOf = (row: Row) => String(row[key])

  return {
    pages,
    keyPages,
    keyOf,
    keysAmong: async (db, keys) => (await keysAmong(db, keys)).map((row) => String(row.key)),
    rowsAmong,
    async insert(db, rows) {
      if (rows.length === 0) return
      const columns = Object.keys(rows[0] ?? {})
      inserting ??= overRows<Row, never>(columns, (of, count) =>
        untyped(of)
          .insertInto(name)
          .values(Array<Row>(count).fill(blank(columns)))
          .$castTo<never>(),
      )
      await inserting(db, rows)
    },
    async replace(db, rows) {
      if (rows.length === 0) return
      const columns = Object.keys(rows[0] ?? {})
      replacing ??= overRows<Row, never>(columns, (of, count) =>
        untyped(of)
          .insertInto(name)
          .values(Array<Row>(count).fill(blank(columns)))
          .onConflict((conflict) =>
            conflict
              .column(key)
              .doUpdateSet((e) =>
                Object.fromEntries(columns.map((column) => [column, e.ref(`excluded.${column}`)])),
              ),
          )
          .$castTo<never>(),
      )
      await replacing(db, rows)
    },
    async remove(db, keys) {
      await remove(db, keys)
    },
    async isEmpty(db) {
      return (await untyped(db).selectFrom(name).select(key).limit(1).execute()).length === 0
    },
  }
}

/** Stands in while a statement is compiled; its values are never sent. */
function blank(columns: readonly string[]): Row {
  return Object.fromEntries(columns.map((column) => [column, '']))
}

/** A row as one text, the same from every database: columns by name, bytes as hexadecimal digits. */
export function canonicalRow(row: Row): string {
  const columns = Object.keys(row).sort()
  return JSON.stringify(columns.map((column) => [column, plain(row[column])]))
}

function plain(value: unknown): unknown {
  return value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : value
}
