// Files that are carried by hand, as a device makes them, and the ways to hand them in.
import { gzipSync } from 'node:zlib'
import { Encrypter } from 'age-encryption'
import type { Submission } from '../../src/core/submission.ts'
import type { CarriedFile, CarriedParcel, CarriedReceipt } from '../../src/core/wire-field.ts'
import { ageRecipient } from '../../src/server/seal.ts'
import { AFTERNOON } from '../store/stores.ts'
import { ORIGIN, type TestServer } from './server.ts'

interface Phone {
  device: { id: string }
  token: string
}

export function aParcel(
  { device, token }: Phone,
  submissions: unknown[],
  fields: Partial<CarriedParcel> = {},
): CarriedParcel {
  // What is in a file need not be what a device would write.
  return { device: device.id, token, submissions: submissions as Submission[], ...fields }
}

export function aFile(parcels: CarriedParcel[], fields: Partial<CarriedFile> = {}): CarriedFile {
  return { format: 'suara-warga-file@1', app: '0.3.0', written: AFTERNOON, parcels, ...fields }
}

/** Sealed for the server, packed as a browser does. */
export async function sealedFor(server: TestServer, file: unknown): Promise<Buffer> {
  const plain = typeof file === 'string' ? file : JSON.stringify(file)
  return seal(await ageRecipient(server.store.db), gzipSync(plain))
}

export async function seal(recipient: string, bytes: Uint8Array): Promise<Buffer> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  return Buffer.from(await encrypter.encrypt(bytes))
}

/** @param key a device's token, or a cookie */
export function handIn(
  { app }: TestServer,
  key: { token: string } | { cookie: string; origin?: string },
  payload: Buffer | string,
  type = 'application/octet-stream',
) {
  const headers =
    'token' in key
      ? { authorization: `Bearer ${key.token}` }
      : { cookie: key.cookie, origin: key.origin ?? ORIGIN }
  const url = 'token' in key ? '/api/carried' : '/api/carried/by-hand'
  return app.inject({ method: 'POST', url, headers: { ...headers, 'content-type': type }, payload })
}

/** Stored, known, conflicted and refused of each parcel. */
export function countsOf(reply: { json(): unknown }): number[][] {
  const { parcels } = reply.json() as CarriedReceipt
  return parcels.map(({ stored, known, conflicted, refused }) => [
    stored,
    known,
    conflicted,
    refused.length,
  ])
}

export function refusedOf(reply: { json(): unknown }): string[] {
  const { parcels } = reply.json() as CarriedReceipt
  return parcels.flatMap(({ refused }) =>
    refused.flatMap(({ id, problems }) =>
      problems.map(({ code, path }) => `${id} ${code} ${path}`),
    ),
  )
}
