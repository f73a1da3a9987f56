// take-in: a file that was carried by hand, from a USB stick.
import { readFile, stat } from 'node:fs/promises'
import { CARRIED_LIMITS, type CarriedReceipt } from '../../core/wire-field.ts'
import { deliver } from '../carried.ts'
import { builtInInstruments, instrumentsIn } from '../instruments.ts'
import { readSurvey } from '../parts.ts'
import { RequestProblem } from '../problems.ts'
import { BY_COMMAND } from '../store/audit.ts'
import { giveWay } from '../store/dialect.ts'
import { storeDeliveries } from '../store/ingest.ts'
import type { Command, Outcome } from './command.ts'

/** Lines of text take a third more than what they hold. */
const MOST_BYTES = CARRIED_LIMITS.sealedBytes * 1.4

export const takeInCommand: Command = {
  usage: 'take-in FILE',
  options: {},
  required: [],
  files: 1,
  async run({ store: { db }, now, files: [file = ''] }) {
    const bytes = await bytesOf(file)
    if ('problems' in bytes) return bytes
    const instruments = instrumentsIn(db, builtInInstruments())
    const delivering = {
      db,
      instruments,
      now: () => now,
      store: async (delivery: Parameters<typeof storeDeliveries>[1][number]) => {
        // A server on the same database writes between.
        await giveWay()
        const survey = await readSurvey(db, instruments)
        return (await storeDeliveries(db, [delivery], survey)).flat()
      },
    }
    try {
      return outcomeOf(await deliver(bytes, delivering, BY_COMMAND))
    } catch (error) {
      if (!(error instanceof RequestProblem)) throw error
      return { problems: error.problems.map((problem) => ({ path: file, ...problem })) }
    }
  },
}

async function bytesOf(file: string): Promise<Buffer | Extract<Outcome, { problems: unknown }>> {
  try {
    if ((await stat(file)).size <= MOST_BYTES) return await readFile(file)
    const detail = String(CARRIED_LIMITS.sealedBytes)
    return { problems: [{ code: 'body.too-large', path: file, detail }] }
  } catch (error) {
    const detail = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return { problems: [{ code: 'file.unreadable', path: file, detail }] }
  }
}

/** What stayed out is named, and tells of a failure. */
function outcomeOf(receipt: CarriedReceipt): Outcome {
  const refused = receipt.parcels.flatMap((parcel) => parcel.refused)
  return {
    value: receipt,
    failed: refused.length > 0,
    words: [
      ...receipt.parcels.map(
        ({ device, name, stored, known, conflicted, refused: { length } }) =>
          `${[device, name].join(' ').trim()}: ${stored} baru / new, ${known} sudah ada / known, ${conflicted} berbeda / conflicting, ${length} ditolak / refused`,
      ),
      ...refused.flatMap(({ id, problems }) =>
        problems.map(({ code, path = '' }) => `  ${[id, code, path].join(' ').trim()}`),
      ),
    ],
  }
}
