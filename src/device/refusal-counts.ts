// Counts of people who would not be interviewed, of every series at once: as another database or the copy has them.
import type { RefusalCount } from '../core/device-report.ts'
import { metaOf, type ReadTx, setMeta, type WriteTx } from './db.ts'

/** Where the counts of one series stand. */
export type RefusalsKey = `refusals:${string}`

export type AllRefusals = [RefusalsKey, RefusalCount[]][]

export async function allRefusals(tx: ReadTx): Promise<AllRefusals> {
  const all: AllRefusals = []
  for (const key of (await tx.objectStore('meta').getAllKeys()).filter(isKey))
    all.push([key, (await metaOf(tx, key)) ?? []])
  return all
}

/** Takes in what another storage has counted: of two counts of the same the higher one is the later. */
export async function putBackRefusals(tx: WriteTx, all: AllRefusals): Promise<void> {
  for (const [key, counts] of all) {
    const here = (await metaOf(tx, key)) ?? []
    const higher = counts.filter((one) => one.count > (here.find(isOf(one))?.count ?? 0))
    if (higher.length === 0) continue
    const rest = here.filter((one) => !higher.some(isOf(one)))
    await setMeta(tx, key, [...rest, ...higher])
  }
}

/** Whether another count is of the same assignment and reason. */
export function isOf({ assignment, reason }: Omit<RefusalCount, 'count'>) {
  return (other: RefusalCount) => other.assignment === assignment && other.reason === reason
}

function isKey(key: string): key is RefusalsKey {
  return key.startsWith('refusals:')
}
