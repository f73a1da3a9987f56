// Numbers of this storage: each belongs to a series, so that a wiped device never counts on in one that the server knows.
import { metaOf, type ReadTx, setMeta, type WriteTx } from './db.ts'

/** A number and the series that it belongs to; absent = the one without a name. */
export interface Numbered {
  sequence: number
  series?: string | undefined
}

export async function nextNumber(tx: WriteTx, device: string): Promise<Numbered> {
  const series = await seriesOf(tx, device)
  const sequence = ((await metaOf(tx, `sequence:${device}`)) ?? 0) + 1
  await setMeta(tx, `sequence:${device}`, sequence)
  return { sequence, ...named(series) }
}

/** The series in which this storage counts for `device`; made with the first that is counted. */
export async function seriesOf(tx: WriteTx, device: string): Promise<string | undefined> {
  const series = await metaOf(tx, `series:${device}`)
  // Where an older app has counted, it goes on without a name.
  if (series !== undefined || (await countOf(tx, device))) return series
  const made = newSeries()
  await setMeta(tx, `series:${device}`, made)
  return made
}

/** How far `device` has counted here; `null` = not at all. */
export async function countOf(tx: ReadTx | WriteTx, device: string): Promise<Numbered | null> {
  const sequence = await metaOf(tx, `sequence:${device}`)
  const series = await metaOf(tx, `series:${device}`)
  return sequence === undefined ? null : { sequence, ...named(series) }
}

/** Counts on from `sequence`, where the storage counts in that series. */
export async function raiseCount(
  tx: WriteTx,
  device: string,
  { sequence, series }: Numbered,
): Promise<void> {
  const here = await countOf(tx, device)
  if (here && here.series === series && here.sequence < sequence)
    await setMeta(tx, `sequence:${device}`, sequence)
}

/** Gives a storage that has not counted for `device` the count that it had lost. */
export async function putBackCount(tx: WriteTx, device: string, count: Numbered): Promise<void> {
  if (await countOf(tx, device)) return await raiseCount(tx, device, count)
  await setMeta(tx, `sequence:${device}`, count.sequence)
  if (count.series) await setMeta(tx, `series:${device}`, count.series)
}

/** An absent series is left out, and not written as a value. */
export function named(series: string | undefined): { series?: string } {
  return series ? { series } : {}
}

/** Name of a storage that begins to number: 72 random bits, base64url. */
function newSeries(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(9))
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
}
