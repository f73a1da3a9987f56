// A change of the setup: alone among all servers, together with its line in the trail, or not at all.
import { isDeepStrictEqual } from 'node:util'
import type { FastifyRequest } from 'fastify'
import type { AuditAction, UnitsReply } from '../core/wire-admin.ts'
import type { Parts } from './parts.ts'
import { problem } from './problems.ts'
import { lastChangerOf, note } from './store/audit.ts'
import { inTransaction, takeTurn } from './store/dialect.ts'
import type { Db } from './store/open.ts'
import { unitsOf } from './store/setup.ts'

/** What was changed, for the trail. */
export interface Told<T> {
  value: T
  action: AuditAction
  subject: string
  detail?: Record<string, unknown>
}

/** Runs a change and writes down who made it. What it throws undoes it. */
export async function changeSetup<T>(
  { db, now }: Pick<Parts, 'db' | 'now'>,
  request: FastifyRequest,
  change: (trx: Db) => Promise<Told<T>>,
): Promise<T> {
  return inTransaction(db, async (trx) => {
    await takeTurn(trx, 'setup')
    const { value, ...entry } = await change(trx)
    await note(trx, { ...request.by, ...entry, at: now() })
    return value
  })
}

/**
 * Throws `setup.changed`, with who changed it, where a thing is not as the form showed it when it was opened.
 * @param opened.was `undefined` = the caller did not say
 */
export async function mustBeAsOpened(
  trx: Db,
  subject: string,
  opened: { was: object | undefined; is: object },
): Promise<void> {
  const { was, is } = opened
  if (was === undefined || isDeepStrictEqual(filledIn(was), filledIn(is))) return
  throw problem('setup.changed', undefined, (await lastChangerOf(trx, subject)) ?? undefined)
}

/** Without what says nothing, which a form may send or leave out: empty, `null`, spaces around a text. */
function filledIn(value: unknown): unknown {
  if (typeof value === 'string') return value.trim()
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const fields = Object.entries(value).map(([key, one]) => [key, filledIn(one)] as const)
  return Object.fromEntries(
    fields.filter(([, one]) => one !== '' && one !== null && one !== undefined),
  )
}

/** What of a thing was changed, for the trail: as it was and as it is, and nothing else of it. */
export function differing(was: object, is: object): { was: object; is: object } {
  const now = new Map<string, unknown>(Object.entries(is))
  const changed = Object.entries(was).filter(
    ([field, value]) => !isDeepStrictEqual(value, now.get(field)),
  )
  return {
    was: Object.fromEntries(changed),
    is: Object.fromEntries(changed.map(([field]) => [field, now.get(field)])),
  }
}

/** The same for units and services: answers with all of them as they are then. */
export async function changeUnits(
  parts: Pick<Parts, 'db' | 'now'>,
  request: FastifyRequest,
  change: (trx: Db) => Promise<Told<string | null>>,
): Promise<UnitsReply> {
  const id = await changeSetup(parts, request, change)
  return { units: await unitsOf(parts.db), id }
}
