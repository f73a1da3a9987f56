// Runs in a thread of its own: opens a file that was carried by hand and hands it out in pieces, each when it is asked for.
import { promisify } from 'node:util'
import { parentPort, workerData } from 'node:worker_threads'
import { gunzip } from 'node:zlib'
import { armor, Decrypter } from 'age-encryption'
import { type Instrument, instrumentName } from '../core/instrument.ts'
import type { Problem } from '../core/problem.ts'
import type { Submission } from '../core/submission.ts'
import { CARRIED_LIMITS, type CarriedFile, type CarriedParcel } from '../core/wire-field.ts'
import { readCarried, readPiece } from './carried-file.ts'

export interface CarriedTask {
  bytes: Uint8Array
  /** `AGE-SECRET-KEY-1…` */
  identity: string
  instruments: readonly Instrument[]
}

/** A parcel without what it holds. */
export type ParcelHead = Omit<CarriedParcel, 'submissions'> & { submissions: number }

export type CarriedPiece =
  | { what: 'wrong'; problem: Problem }
  | { what: 'file'; written: number; log: NonNullable<CarriedFile['log']>; parcels: ParcelHead[] }
  | {
      what: 'submissions'
      /** Which of the parcels they are of. */
      parcel: number
      submissions: Submission[]
      refused: { id: string; problems: Problem[] }[]
    }
  | { what: 'end' }

/** As many as a batch of a device has at most: the server reads and stores them at once. */
const PIECE = 500
const GZIP = [0x1f, 0x8b] as const
const ARMOR = '-----BEGIN AGE'
/** What the package says where the file is sealed for others only. */
const NOT_FOR_US = "no identity matched any of the file's recipients"

const gunzipped = promisify<Buffer | Uint8Array, { maxOutputLength: number }, Buffer>(gunzip)

// Given by `carried.ts` only.
const pieces = open(workerData as CarriedTask)
parentPort?.on('message', async () => {
  const { value = { what: 'end' } } = await pieces.next()
  parentPort?.postMessage(value)
})

async function* open(task: CarriedTask): AsyncGenerator<CarriedPiece, undefined> {
  const plain = await unsealed(task)
  if ('code' in plain) return yield* [{ what: 'wrong', problem: plain } as const]
  const read = readCarried(plain.text)
  if (!read.ok) return yield* read.problems.map((problem) => ({ what: 'wrong', problem }) as const)
  const { written, log = [], parcels } = read.value
  const heads = parcels.map((parcel) => ({ ...parcel, submissions: parcel.submissions.length }))
  yield { what: 'file', written, log, parcels: heads }
  const byName = new Map(task.instruments.map((one) => [instrumentName(one), one]))
  for (const [parcel, { submissions }] of parcels.entries())
    for (let from = 0; from < submissions.length; from += PIECE) {
      const place = { path: `parcels.${parcel}.submissions`, from }
      const piece = readPiece(submissions.slice(from, from + PIECE), place, (name) =>
        byName.get(name),
      )
      yield { what: 'submissions', parcel, ...piece }
    }
}

async function unsealed({ bytes, identity }: CarriedTask): Promise<{ text: string } | Problem> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  try {
    return await unpacked(await decrypter.decrypt(unarmored(bytes)))
  } catch (error) {
    // Whatever it stumbled over: no file of ours, or one that was damaged on its way.
    const isForOthers = error instanceof Error && error.message === NOT_FOR_US
    return { code: isForOthers ? 'carried.key' : 'carried.format' }
  }
}

/** Some ways carry nothing but text. */
function unarmored(bytes: Uint8Array): Uint8Array {
  const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1').trimStart()
  return start.startsWith(ARMOR) ? armor.decode(Buffer.from(bytes).toString('latin1')) : bytes
}

async function unpacked(bytes: Uint8Array): Promise<{ text: string } | Problem> {
  const most = CARRIED_LIMITS.plainBytes
  const tooLarge: Problem = { code: 'body.too-large', detail: String(most) }
  if (bytes.length > most) return tooLarge
  const packed = GZIP.every((byte, at) => bytes[at] === byte)
  try {
    const plain = packed ? await gunzipped(bytes, { maxOutputLength: most }) : bytes
    if (hasTooManyValues(plain)) return { code: 'carried.format' }
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(plain) }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE')
      return tooLarge
    return { code: 'carried.format' }
  }
}

/** 20,000 submissions have a million, with many corrections three. */
const MOST_VALUES = 4_000_000
const BEFORE_VALUES = new Uint8Array(256)
for (const character of '[{,') BEFORE_VALUES[character.charCodeAt(0)] = 1

/** Small values take many times their text: the reader of JSON would fill the thread's memory, and cannot be stopped. */
function hasTooManyValues(json: Uint8Array): boolean {
  let values = 0
  for (const byte of json) values += BEFORE_VALUES[byte] ?? 0
  return values > MOST_VALUES
}
