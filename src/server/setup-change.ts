// A change of the setup: alone among all servers, together with its line in the trail, or not at all.
import { isDeepStrictEqual } from 'node:util'
import type { FastifyRequest } from 'fastify'
import type { AuditAction, UnitsReply } from '../core/wire-admin.ts'
import type { Parts } from './parts.ts'
import { note } from './store/audit.ts'
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
