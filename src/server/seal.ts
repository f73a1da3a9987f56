// The key that files carried by hand are sealed for. With `carried-worker.ts` all of the server that knows the age format.
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { patiently } from './store/dialect.ts'
import type { Db } from './store/open.ts'
import { putSetting, settingOf } from './store/settings.ts'

/** The secret key, `AGE-SECRET-KEY-1…`: made when it is first asked for; of several servers that make one, one wins. */
export async function ageIdentity(db: Db): Promise<string> {
  const there = await settingOf(db, 'age-identity')
  if (there !== null) return there
  const made = await generateX25519Identity()
  await patiently(() => putSetting(db, 'age-identity', made, { keep: true }))
  return (await settingOf(db, 'age-identity')) ?? made
}

/** What to seal for, `age1…`. */
export async function ageRecipient(db: Db): Promise<string> {
  const identity = await ageIdentity(db)
  if (last?.identity !== identity)
    last = { identity, recipient: await identityToRecipient(identity) }
  return last.recipient
}

/** It is the same at every setup, and takes a millisecond. */
let last: { identity: string; recipient: string } | undefined
