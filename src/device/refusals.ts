// How often people would not be interviewed: counted per series, said again with every report, never added up.
import type { RefusalCount } from '../core/device-report.ts'
import { type Database, metaOf, type ReadTx, setMeta, type WriteTx } from './db.ts'
import type { InCopy } from './drafts.ts'
import type { Interviews } from './interviews.ts'
import type { Memory } from './memory.ts'
import { isOf, type RefusalsKey } from './refusal-counts.ts'
import { seriesOf } from './series.ts'

type Refusals = Pick<Interviews, 'refuse' | 'refusals'>

export function createRefusals(
  database: Database,
  { memory, changed, inCopy }: { memory: Memory; changed(): void; inCopy: InCopy },
): Refusals {
  const device = () => memory.pairing?.device.id
  return {
    async refuse(assignment, reason) {
      // A database that was emptied meanwhile would count in a series that it makes anew.
      await memory.refresh()
      const paired = device()
      if (!paired) throw new Error('This browser is not paired')
      await database.write(async (tx) => {
        await seriesOf(tx, paired)
        const key = await keyOf(tx, paired)
        const counts = (await metaOf(tx, key)) ?? []
        const isIt = isOf({ assignment, reason })
        const count = (counts.find(isIt)?.count ?? 0) + 1
        await setMeta(tx, key, [
          ...counts.filter((one) => !isIt(one)),
          { assignment, reason, count },
        ])
      })
      void inCopy((copy) => copy.keepState(database))
      changed()
    },

    refusals: () =>
      database.read(async (tx) => {
        const paired = device()
        return paired ? ((await metaOf(tx, await keyOf(tx, paired))) ?? []) : []
      }),
  }
}

/** Refusals of one series. @param series absent = the one without a name */
export async function refusalsOf(
  tx: ReadTx | WriteTx,
  device: string,
  series: string | undefined,
): Promise<RefusalCount[]> {
  return (await metaOf(tx, `refusals:${device}/${series ?? ''}`)) ?? []
}

/** Of the series that counts now. */
async function keyOf(tx: ReadTx | WriteTx, device: string): Promise<RefusalsKey> {
  return `refusals:${device}/${(await metaOf(tx, `series:${device}`)) ?? ''}`
}
