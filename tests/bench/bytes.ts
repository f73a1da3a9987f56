// What a batch of answers weighs on the way up.
import { gzipSync } from 'node:zlib'
import { answersOf, take } from './answers.ts'
import type { Row } from './rows.ts'

const BATCH_BYTES = 6 * 1024

/** A batch of 100 answers as the device sends it: gzip at the level that browsers use. */
export function measureBytes(): Row[] {
  const sizes = [1, 2, 3, 4, 5].map((seed) => {
    const device = { unit: 'disdukcapil', service: 'ktp-el', startsAt: Date.UTC(2026, 10, 1), seed }
    const batch = {
      sent: Date.UTC(2026, 10, 24),
      series: 'q3Zk0fV9xTbA',
      submissions: take(answersOf(device), 100),
    }
    return gzipSync(JSON.stringify(batch)).length
  })
  return [
    {
      what: 'batch of 100 answers, bytes up in one request',
      budget: `≤ ${BATCH_BYTES}`,
      measured: sizes.join(', '),
      met: Math.max(...sizes) <= BATCH_BYTES,
    },
  ]
}
