// Settings of the whole database: small facts by name.
import type { Kysely } from 'kysely'
import type { Tables } from './schema.ts'
import { hasSubmission } from './submissions.ts'

/**
 * `epoch`: changes on restore. `simulated`: `1` once simulated answers were written. `regency`: JSON of `Regency`.
 * `example`: when trying it was begun, ms since epoch. `backup`: JSON of `BackupNote`. `moved`: the epoch of the database that
 * this one was copied from.
 * `draft`: JSON of the `Instrument` that is being prepared; `draft-by`: who wrote, published or dropped it last. `second-factor`: `1` where admins must use one.
 * `age-identity`: the secret key that opens files carried by hand (`AGE-SECRET-KEY-1…`).
 * `start-keys`: JSON of the hashes that open the first run.
 */
export type SettingName =
  | 'age-identity'
  | 'epoch'
  | 'simulated'
  | 'regency'
  | 'example'
  | 'backup'
  | 'draft'
  | 'draft-by'
  | 'moved'
  | 'second-factor'
  | 'start-keys'

export async function settingOf(db: Kysely<Tables>, name: SettingName): Promise<string | null> {
  const row = await db
    .selectFrom('settings')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirst()
  return row?.value ?? null
}

/** @param options.keep leaves a value that is there already */
export async function putSetting(
  db: Kysely<Tables>,
  name: SettingName,
  value: string,
  options: { keep: boolean } = { keep: false },
): Promise<void> {
  // Mostly it is there: a read costs no disk.
  if (options.keep && (await settingOf(db, name)) !== null) return
  await db
    .insertInto('settings')
    .values({ name, value })
    .onConflict((conflict) =>
      options.keep
        ? conflict.column('name').doNothing()
        : conflict.column('name').doUpdateSet({ value }),
    )
    .execute()
}

export async function isSimulated(db: Kysely<Tables>): Promise<boolean> {
  return (await settingOf(db, 'simulated')) === '1'
}

/**
 * True where nobody has an account and nobody answered: the first run. Simulated answers do not count, or a first run
 * that was cut short could never be finished.
 */
export async function isUntouched(db: Kysely<Tables>): Promise<boolean> {
  const person = await db.selectFrom('people').select('username').limit(1).executeTakeFirst()
  return !person && !(await hasSubmission(db, { simulated: 0 }))
}

/** Puts a value in the place of what was read: false where another has done so since. */
export async function swapSetting(
  db: Kysely<Tables>,
  name: SettingName,
  { from, to }: { from: string; to: string },
): Promise<boolean> {
  const row = await db
    .updateTable('settings')
    .set({ value: to })
    .where('name', '=', name)
    .where('value', '=', from)
    .returning('name')
    .executeTakeFirst()
  return row !== undefined
}
