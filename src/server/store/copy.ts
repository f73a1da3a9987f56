// Makes one database hold what another holds, table by table, and proves it: rows counted, checksums compared.
import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Tables } from './schema.ts'
import type { SettingName } from './settings.ts'
import { canonicalRow, TABLE_NAMES, type TableName, tableNamed } from './tables.ts'

/**
 * What becomes of a table: `same` = as in the source. `source` = the source's rows count, those that only the target has stay.
 * `target` = the target's rows count, those that it lacks are added. `clear` = none.
 */
type Rule = 'same' | 'source' | 'target' | 'clear'
export type Rules = Record<TableName, Rule>

/** All as in the source. Lines of the audit trail cannot be changed: those that are missing are added. */
const ALL_SAME: Rules = {
  ...(Object.fromEntries(TABLE_NAMES.map((name) => [name, 'same'])) as Rules),
  audit: 'target',
}

/**
 * What a backup puts back. Answers are as they were. What devices still hold may be of a unit, a service, a questionnaire or
 * an assignment that came later, and they show the token that they have now: all these stay. Nobody stays signed in.
 */
export const RESTORING: Rules = {
  ...ALL_SAME,
  units: 'source',
  services: 'source',
  instruments: 'source',
  periods: 'source',
  assignments: 'source',
  people: 'source',
  devices: 'target',
  former_tokens: 'target',
  sessions: 'clear',
  pairing_codes: 'clear',
  limits: 'clear',
}

interface TableSum {
  rows: number
  /** Over the canonical rows in the order of their keys, hexadecimal. */
  sha256: string
}
export type Sums = Record<TableName, TableSum>

/** Facts of one database, which another need not share. */
const OWN_SETTINGS: readonly string[] = ['epoch', 'backup', 'moved'] satisfies SettingName[]

/**
 * Within a transaction of the target. First what goes, last table first, then what comes: no row ever refers to one that is
 * not there.
 */
export async function copyTables(
  from: Kysely<Tables>,
  to: Kysely<Tables>,
  rules: Rules = ALL_SAME,
): Promise<void> {
  for (const name of [...TABLE_NAMES].reverse()) {
    if (rules[name] === 'clear') await removeAbsent(name, null, to)
    if (rules[name] === 'same') await removeAbsent(name, from, to)
  }
  for (const name of TABLE_NAMES)
    if (rules[name] !== 'clear')
      await addMissing(name, { from, to, keep: rules[name] === 'target' })
}

/** How many answers `of` holds that `other` does not. */
export function answersMissingIn(other: Kysely<Tables>, of: Kysely<Tables>): Promise<number> {
  return missingIn('submissions', other, of)
}

/** The same of lines of the audit trail. */
export function linesMissingIn(other: Kysely<Tables>, of: Kysely<Tables>): Promise<number> {
  return missingIn('audit', other, of)
}

async function missingIn(
  name: TableName,
  other: Kysely<Tables>,
  of: Kysely<Tables>,
): Promise<number> {
  const table = tableNamed(name)
  let missing = 0
  for await (const keys of table.keyPages(of))
    missing += keys.length - (await table.keysAmong(other, keys)).length
  return missing
}

export async function sumsOf(db: Kysely<Tables>): Promise<Sums> {
  const sums: Partial<Sums> = {}
  for (const name of TABLE_NAMES) sums[name] = await sumOf(db, name)
  // Every name has one by now.
  return sums as Sums
}

/** Names of the tables that are not the same in both, of those that these rules make the same. */
export function differingTables(a: Sums, b: Sums, rules: Rules = ALL_SAME): TableName[] {
  return TABLE_NAMES.filter((name) => rules[name] === 'same' && a[name].sha256 !== b[name].sha256)
}

async function sumOf(db: Kysely<Tables>, name: TableName): Promise<TableSum> {
  const table = tableNamed(name)
  const hash = createHash('sha256')
  let rows = 0
  for await (const page of table.pages(db))
    for (const row of page) {
      if (isOwn(name, table.keyOf(row))) continue
      hash.update(`${canonicalRow(row)}\n`)
      rows += 1
    }
  return { rows, sha256: hash.digest('hex') }
}

function isOwn(name: TableName, key: string): boolean {
  return name === 'settings' && OWN_SETTINGS.includes(key)
}

/** @param from `null` = nothing is there */
async function removeAbsent(
  name: TableName,
  from: Kysely<Tables> | null,
  to: Kysely<Tables>,
): Promise<void> {
  const table = tableNamed(name)
  for await (const keys of table.keyPages(to)) {
    const there = new Set(from ? await table.keysAmong(from, keys) : [])
    const absent = keys.filter((key) => !there.has(key) && !isOwn(name, key))
    await table.remove(to, absent)
  }
}

/** @param keep whether a row of the target stays as it is where the source's is another */
async function addMissing(
  name: TableName,
  { from, to, keep }: { from: Kysely<Tables>; to: Kysely<Tables>; keep: boolean },
): Promise<void> {
  const table = tableNamed(name)
  const fresh = await table.isEmpty(to)
  for await (const page of table.pages(from)) {
    const rows = page.filter((row) => !isOwn(name, table.keyOf(row)))
    const there = new Map<string, string>()
    if (!fresh)
      for (const row of await table.rowsAmong(to, rows.map(table.keyOf)))
        there.set(table.keyOf(row), canonicalRow(row))
    await table.insert(
      to,
      rows.filter((row) => !there.has(table.keyOf(row))),
    )
    if (keep || fresh) continue
    const changed = rows.filter((row) => {
      const before = there.get(table.keyOf(row))
      return before !== undefined && before !== canonicalRow(row)
    })
    await table.replace(to, changed)
  }
}
