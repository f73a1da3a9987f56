// Who is signed in, as the browser gets it.
import type { SessionReply } from '../core/wire.ts'
import type { Db } from './store/open.ts'
import type { Account } from './store/people.ts'
import { isSimulated } from './store/settings.ts'
import { regencyOf } from './store/setup.ts'

export async function sessionReply(db: Db, account: Account): Promise<SessionReply> {
  const regency = await regencyOf(db)
  return { ...account, regency: regency?.name ?? '', simulated: await isSimulated(db) }
}
