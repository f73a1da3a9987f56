// "Try it": the example in this database, a kiosk for this browser, an account to see the results with.
import type { StartReply } from '../core/wire.ts'
import { writeDemo } from './demo/demo.ts'
import type { Parts } from './parts.ts'
import { problem } from './problems.ts'
import { hashPassword, newDeviceId, newPassword, newToken, tokenHash } from './secrets.ts'
import { note } from './store/audit.ts'
import { createDevice } from './store/devices.ts'
import { inTransaction, patiently } from './store/dialect.ts'
import { createPerson } from './store/people.ts'
import { putSetting, settingOf } from './store/settings.ts'
import { hasSubmission } from './store/submissions.ts'

/** Enough for every picture of the dashboard, and written within a second or two. */
const ANSWERS = 3000
const SEED = 1
const KIOSK = { kind: 'kiosk', unit: 'disdukcapil', service: 'ktp-el' } as const
const USERNAME = 'perencana'

/** Writes what is missing of it: cut short anywhere, it can be done again. Throws `start.closed` where the account is there. */
export async function tryExample(
  parts: Parts,
  by: { who: string; address: string },
): Promise<StartReply> {
  await fill(parts)
  const { db } = parts
  const token = newToken()
  const device = { id: newDeviceId(KIOSK.kind), ...KIOSK }
  const password = newPassword()
  const hashed = await hashPassword(password)
  const now = parts.now()
  // Together, and last: once the account is there the link is closed.
  await inTransaction(db, async (trx) => {
    // What is tapped while trying is not a real answer either.
    await createDevice(trx, device, { now, simulated: true, tokenHash: tokenHash(token) })
    const person = { username: USERNAME, role: 'planner', unit: null, created_at: now } as const
    if (!(await createPerson(trx, { ...person, password: hashed }))) throw problem('start.closed')
    await note(trx, { ...by, at: now, action: 'example.loaded' })
  })
  return { device, token, planner: { username: USERNAME, password } }
}

async function fill({ db, instruments, now }: Parts): Promise<void> {
  const begun = await settingOf(db, 'example')
  // An operator has loaded the example already: it is tried as it is.
  if (begun === null && (await hasSubmission(db, { simulated: 1 }))) return
  if (begun === null) await patiently(() => putSetting(db, 'example', String(now())))
  // The same day as before gives the same answers: what was written before the cut is known, not doubled.
  await writeDemo(db, await instruments.now(), {
    answers: ANSWERS,
    seed: SEED,
    now: Number(begun ?? now()),
  })
}
