// How often something was tried within a window, counted in the database: for all server processes together.
import type { Kysely } from 'kysely'
import { patiently } from './dialect.ts'
import type { Tables } from './schema.ts'

export interface Tries {
  count: number
  /** When the window ends that the first of them began, ms since epoch. */
  resetsAt: number
}

/** Counts one try, in one statement: tries at the same time in several processes are all counted. */
export async function countTry(
  db: Kysely<Tables>,
  key: string,
  { now, windowMs }: { now: number; windowMs: number },
): Promise<Tries> {
  const row = await patiently(() =>
    db
      .insertInto('limits')
      .values({ key, count: 1, resets_at: now + windowMs })
      .onConflict((c) =>
        c.column('key').doUpdateSet((e) => ({
          count: e
            .case()
            .when('limits.resets_at', '<=', now)
            .then(1)
            .else(e('limits.count', '+', 1))
            .end(),
          resets_at: e
            .case()
            .when('limits.resets_at', '<=', now)
            .then(e.ref('excluded.resets_at'))
            .else(e.ref('limits.resets_at'))
            .end(),
        })),
      )
      .returning(['count', 'resets_at'])
      .executeTakeFirstOrThrow(),
  )
  await clearTries(db, now)
  return { count: Number(row.count), resetsAt: Number(row.resets_at) }
}

/** What was counted under a key; 0 where its window is over. */
export async function triesOf(db: Kysely<Tables>, key: string, now: number): Promise<Tries> {
  const row = await db
    .selectFrom('limits')
    .select(['count', 'resets_at'])
    .where('key', '=', key)
    .where('resets_at', '>', now)
    .executeTakeFirst()
  return { count: Number(row?.count ?? 0), resetsAt: Number(row?.resets_at ?? now) }
}

/** Takes one try back: it was a right one. */
export async function uncountTry(db: Kysely<Tables>, key: string): Promise<void> {
  await patiently(() =>
    db
      .updateTable('limits')
      .set((e) => ({ count: e('count', '-', 1) }))
      .where('key', '=', key)
      .where('count', '>', 0)
      .execute(),
  )
}

/** The table holds what is being tried now: each process clears away, this often, what is over. */
const CLEARED_EVERY_MS = 60_000
const clearedAt = new WeakMap<Kysely<Tables>, number>()

async function clearTries(db: Kysely<Tables>, now: number): Promise<void> {
  const last = clearedAt.get(db)
  if (last !== undefined && now - last < CLEARED_EVERY_MS) return
  clearedAt.set(db, now)
  // Two processes may meet the same rows in another order.
  await patiently(() => db.deleteFrom('limits').where('resets_at', '<=', now).execute())
}
