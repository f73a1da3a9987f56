// The numbers that are missing in a database, in the order of device and series, without since when.
import { everySeries } from '../../src/server/store/gaps.ts'
import type { Db } from '../../src/server/store/open.ts'

export async function missingNumbers(db: Db) {
  return (await everySeries(db)).flatMap(({ device, record }) =>
    record.missing.map(({ from, to }) => ({ device, series: record.series, from, to })),
  )
}
