// Published versions of the questionnaire, which never change, and the one draft.
import type { Kysely } from 'kysely'
import type { Instrument } from '../../core/instrument.ts'
import type { Tables } from './schema.ts'
import { putSetting, settingOf } from './settings.ts'

/** Names of every published version. */
export async function publishedNames(db: Kysely<Tables>): Promise<string[]> {
  const rows = await db.selectFrom('instruments').select('name').execute()
  return rows.map(({ name }) => name)
}

/** Published versions by their names, as they were written. */
export async function publishedInstruments(
  db: Kysely<Tables>,
  names: readonly string[],
): Promise<unknown[]> {
  if (names.length === 0) return []
  const rows = await db
    .selectFrom('instruments')
    .select('content')
    .where('name', 'in', [...names])
    .execute()
  return rows.map(({ content }): unknown => JSON.parse(content))
}

/** When each version was published, and by whom. */
export async function publications(
  db: Kysely<Tables>,
): Promise<{ name: string; published_at: number; published_by: string }[]> {
  return db
    .selectFrom('instruments')
    .select(['name', 'published_at', 'published_by'])
    .orderBy('published_at')
    .execute()
}

/** Writes a version that is asked from now on; a name is taken once and for ever. */
export async function publishInstrument(
  trx: Kysely<Tables>,
  version: { name: string; instrument: Instrument; now: number; by: string },
): Promise<void> {
  const { name, instrument, now, by } = version
  const content = JSON.stringify(instrument)
  await trx
    .insertInto('instruments')
    .values({ name, content, published_at: now, published_by: by })
    .execute()
}

/** The version that is being prepared, as it was written; `null` = none. */
export async function draftOf(db: Kysely<Tables>): Promise<unknown> {
  const text = await settingOf(db, 'draft')
  return text === null ? null : JSON.parse(text)
}

/** Who wrote, published or threw away the draft last; `null` = nobody yet. */
export function draftedBy(db: Kysely<Tables>): Promise<string | null> {
  return settingOf(db, 'draft-by')
}

export async function putDraft(
  trx: Kysely<Tables>,
  { draft, by }: { draft: Instrument; by: string },
): Promise<void> {
  await putSetting(trx, 'draft', JSON.stringify(draft))
  await putSetting(trx, 'draft-by', by)
}

/** @param by who published it or threw it away */
export async function dropDraft(trx: Kysely<Tables>, by: string): Promise<void> {
  await putSetting(trx, 'draft-by', by)
  await trx.deleteFrom('settings').where('name', '=', 'draft').execute()
}
