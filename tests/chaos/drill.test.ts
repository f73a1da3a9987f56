// The outage drill in small: what must hold of the arrival curve, and that without jitter it does not.
import { expect, test } from 'vitest'
import { type OutageOptions, simulateOutage } from './outage.ts'

const OUTAGE: OutageOptions = {
  seed: 1,
  devices: 200,
  each: 300,
  jitter: true,
  told: false,
  link: { roundTripMs: [20, 80], bytesPerSecond: [500_000, 2_000_000] },
}

/** The busiest tenth of a second of the first ones to come, against an even spread over the ten seconds that devices wait. */
function crowd({ firstMs }: { firstMs: readonly number[] }): number {
  const tenths = new Map<number, number>()
  for (const at of firstMs) {
    const tenth = Math.floor(at / 100)
    tenths.set(tenth, (tenths.get(tenth) ?? 0) + 1)
  }
  return Math.max(...tenths.values()) / (OUTAGE.devices / 100)
}

test('when the server comes back after weeks, devices that failed together do not come together', async () => {
  expect(crowd(await simulateOutage(OUTAGE))).toBeLessThan(6)
  // The drill can fail: had every device drawn the same, all would come within the same moment.
  expect(crowd(await simulateOutage({ ...OUTAGE, jitter: false }))).toBeGreaterThan(30)
})

test('a server that is full at first is not left idle while devices still hold answers', async () => {
  const { busy, drainedMs } = await simulateOutage({ ...OUTAGE, told: true, each: 2000 })
  expect(busy).toBeGreaterThan(50)
  // All of it is written in 21 s; who was asked to come again, comes within three times the five seconds asked for.
  expect(drainedMs).toBeLessThan(45_000)
})
