// "Try it": the example in this database, a kiosk for this browser, an account to see the results with.
import type { StartReply } from '../core/wire.ts'
import { writeDemo } from './demo/demo.ts'
import type { Parts } from './parts.ts'
import { hashPassword, newDeviceId, newPassword, newToken, tokenHash } from './secrets.ts'
import { createDevice } from './store/devices.ts'
import { createPerson } from './store/people.ts'

/** Enough for every picture of the dashboard, and written within a second or two. */
const ANSWERS = 3000
const SEED = 1
const KIOSK = { kind: 'kiosk', unit: 'disdukcapil', service: 'ktp-el' } as const
const USERNAME = 'perencana'

export async function tryExample({ db, instruments, now }: Parts): Promise<StartReply> {
  await writeDemo(db, instruments, { answers: ANSWERS, seed: SEED, now: now() })
  const token = newToken()
  const device = { id: newDeviceId(KIOSK.kind), ...KIOSK }
  // What is tapped while trying is not a real answer either.
  await createDevice(db, device, { now: now(), simulated: true, tokenHash: tokenHash(token) })
  const password = newPassword()
  await createPerson(db, {
    username: USERNAME,
    password: await hashPassword(password),
    role: 'planner',
    unit: null,
    created_at: now(),
  })
  return { device, token, planner: { username: USERNAME, password } }
}
