// "Set up my regency": regency, admin, first unit, first service and first kiosk, in one step or not at all.
import { passwordProblems } from '../core/password.ts'
import type { Problem } from '../core/problem.ts'
import { freeSlug } from '../core/slug.ts'
import { usernameKey, usernameProblems } from '../core/username.ts'
import type { StartRegency, StartRegencyReply } from '../core/wire-admin.ts'
import type { Parts } from './parts.ts'
import { mustBe, problem, refuse } from './problems.ts'
import { codeHash, hashPassword, newCode, newDeviceId } from './secrets.ts'
import { isTimezone } from './setup-file.ts'
import { takeStartKey } from './start-key.ts'
import { note } from './store/audit.ts'
import { deviceRecord } from './store/device-list.ts'
import { CODE_LIFE_MS, createDevice, createPairingCode } from './store/devices.ts'
import { inTransaction } from './store/dialect.ts'
import type { Db } from './store/open.ts'
import { createPerson } from './store/people.ts'
import { addService } from './store/services.ts'
import { type NewSession, startSession } from './store/sessions.ts'
import { isSimulated, isUntouched } from './store/settings.ts'
import { DEFAULT_PRINTED_ORDER, putRegency, unitsOf } from './store/setup.ts'
import { addUnit } from './store/units.ts'

interface Starting {
  asked: StartRegency
  /** The admin's. */
  session: NewSession
  address: string
}

/** What no schema says of it, everything wrong named at once. */
export function refuseUnfit({ admin, regency }: StartRegency): void {
  const name = usernameKey(admin.username)
  const wrong = [...usernameProblems(name), ...passwordProblems(admin.password, name)]
  const problems: Problem[] = wrong.map((one) => ({ ...one, path: `admin.${one.path}` }))
  if (!isTimezone(regency.timezone))
    problems.push({ code: 'field.range', path: 'regency.timezone', detail: 'Asia/Jakarta' })
  refuse(problems)
}

/** @throws `start.closed` where the key is wrong or used, or somebody was there first */
export async function startRegency(
  { db, now }: Parts,
  { asked, session, address }: Starting,
): Promise<StartRegencyReply> {
  // Slow on purpose, and so before the transaction.
  const password = await hashPassword(asked.admin.password)
  const at = now()
  return inTransaction(db, async (trx) => {
    // Of two at once the second waits here until the first is done, and finds the key taken.
    if ((await takeStartKey(trx, asked.key)) === null) throw problem('start.closed')
    if (!(await isUntouched(trx))) throw problem('start.closed')
    // The example's answers would count as this regency's.
    if (await isSimulated(trx)) throw problem('demo.real-data')
    const { name } = asked.regency
    const id = freeSlug(name.replace(/^kab(upaten|\.)?\s+/i, ''), new Set(), 'kabupaten')
    await putRegency(trx, { ...asked.regency, id, printedOrder: DEFAULT_PRINTED_ORDER })
    const { person: username } = session
    const row = {
      username,
      password,
      role: 'admin',
      unit: null,
      created_at: at,
      signed_in_at: at,
    } as const
    if (!(await createPerson(trx, row))) throw problem('start.closed')
    const placed = await firstPlace(trx, asked, at)
    await startSession(trx, session)
    const entry = { at, who: username, address, action: 'regency.begun' } as const
    await note(trx, { ...entry, subject: `regency/${id}`, detail: { name } })
    return placed
  })
}

async function firstPlace(trx: Db, asked: StartRegency, now: number): Promise<StartRegencyReply> {
  const unitId = mustBe(await addUnit(trx, { ...asked.unit, kind: 'unit', parent: null }))
  const service = { ...asked.service, users: {}, freeByLaw: null }
  const serviceId = mustBe(await addService(trx, unitId, service))
  const kiosk = { id: newDeviceId('kiosk'), kind: 'kiosk', unit: unitId, service: null } as const
  const code = newCode()
  await createDevice(trx, { ...kiosk, ...asked.kiosk }, { now })
  await createPairingCode(trx, { hash: codeHash(code), device: kiosk.id, now })
  const unit = (await unitsOf(trx)).find(({ id }) => id === unitId)
  const added = unit?.services.find(({ id }) => id === serviceId)
  const device = await deviceRecord(trx, kiosk.id)
  if (!unit || !added || !device) throw new Error('what was just written is not there')
  return { unit, service: added, newCode: { device, code, expiresAt: now + CODE_LIFE_MS } }
}
