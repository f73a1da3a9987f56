// Files that are carried by hand are of the standard age format: other programs open ours, and we open theirs.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { ageIdentity } from '../../src/server/seal.ts'
import { tokenHash } from '../../src/server/secrets.ts'
import { putSetting } from '../../src/server/store/settings.ts'
import { anId } from '../make.ts'
import { openAge } from './age.ts'
import { aFile, aParcel, countsOf, handIn, sealedFor } from './carried-files.ts'
import { anInterview, aPhone } from './field.ts'
import { aDevice, aServer, storedIds } from './server.ts'

/** Of the fixture alone. */
const IDENTITY = 'AGE-SECRET-KEY-1ZUTNWTRZXS8K80GUSY0KJ9DNHNEGV5AHY6T084VY6ADSN5CKNR7SELD5LP'

test('a file that the age command made (1.1.1, `age --armor --recipient`) is taken in', async () => {
  const server = await aServer()
  await putSetting(server.store.db, 'age-identity', IDENTITY)
  await aPhone(server)
  const hash = tokenHash('A'.repeat(43))
  await server.store.db
    .updateTable('devices')
    .set({ token_hash: hash })
    .where('id', '=', 'phone-1')
    .execute()
  const made = readFileSync(join(import.meta.dirname, 'fixtures/by-age.txt'))
  expect(countsOf(await handIn(server, await aDevice(server), made))).toEqual([[2, 0, 0, 0]])
  expect(await storedIds(server)).toEqual([anId(1), anId(2)])
})

test('who has the server’s key opens a file with any program for age', async () => {
  const server = await aServer()
  const phone = await aPhone(server)
  const submissions = [anInterview()]
  const file = aFile([aParcel(phone, submissions)])
  // Several chunks of 64 KiB, also when it is packed.
  const noise = Array.from({ length: 20_000 }, () => Math.random().toString(36)).join('')
  const sealed = await sealedFor(server, JSON.stringify({ ...file, noise }))
  expect(sealed.length).toBeGreaterThan(2 * 64 * 1024)
  const identity = await ageIdentity(server.store.db)
  const opened = JSON.parse(gunzipSync(openAge(sealed, identity)).toString())
  expect(opened).toEqual({ ...file, noise })
  expect(() => openAge(sealed, IDENTITY)).toThrow()
})
