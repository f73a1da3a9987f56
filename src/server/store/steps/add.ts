// Adds a column to a table, for the steps of the schema.
import type { Kysely } from 'kysely'

/** SQLite adds one column a statement. */
export async function add(
  db: Kysely<unknown>,
  table: string,
  column: string,
  type: 'text' | 'bigint' | 'integer',
  start?: string | number,
): Promise<void> {
  await db.schema
    .alterTable(table)
    .addColumn(column, type, (c) => (start === undefined ? c : c.notNull().defaultTo(start)))
    .execute()
}
