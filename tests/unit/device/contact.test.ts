// When a device tells how it is: after a change that matters, every hour, at most once a minute, never in the way.
import { expect, test } from 'vitest'
import type { DeviceReport } from '../../../src/core/device-report.ts'
import { createContact } from '../../../src/device/contact.ts'

const MINUTE_MS = 60_000

/** A device whose clock jumps, and what it said. */
function aDevice() {
  let clock = 0
  let state: DeviceReport | null = {
    sent: 0,
    app: '1',
    unsent: 0,
    oldestUnsentAt: null,
    quarantined: 0,
    lastSequence: 0,
    persisted: true,
    usedBytes: 0,
    quotaBytes: 0,
    trouble: null,
  }
  let arrives = true
  const said: { at: number; unsent: number }[] = []
  const plans: { at: number; call: () => void }[] = []
  const contact = createContact({
    report: async () => state,
    async send({ unsent }) {
      said.push({ at: clock, unsent })
      return arrives
    },
    later: (ms, call) => plans.push({ at: clock + ms, call }),
    now: () => clock,
  })
  return {
    contact,
    said,
    plans,
    become(fields: Partial<DeviceReport> | null) {
      state = fields && state ? { ...state, ...fields } : null
    },
    losing(lost: boolean) {
      arrives = !lost
    },
    /** Lets so much time pass, and whatever falls due in it. */
    async pass(ms: number) {
      const until = clock + ms
      for (const due of plans.splice(0).sort((a, b) => a.at - b.at)) {
        if (due.at > until) {
          plans.push(due)
          continue
        }
        clock = Math.max(clock, due.at)
        due.call()
        await everythingDone()
      }
      clock = until
    },
  }
}

test('it says how it is soon after the start, but not at once: answers go first', async () => {
  const device = aDevice()
  device.contact.look()
  await device.pass(2000)
  expect(device.said).toEqual([])
  await device.pass(MINUTE_MS)
  expect(device.said).toEqual([{ at: 3000, unsent: 0 }])
})

test('who would not be interviewed is told soon: no answer tells it', async () => {
  const device = aDevice()
  device.contact.look()
  await device.pass(2 * MINUTE_MS)
  device.become({ refusals: [{ assignment: null, reason: 'busy', count: 1 }] })
  device.contact.look()
  await device.pass(2 * MINUTE_MS)
  expect(device.said).toHaveLength(2)
})

test('an answer that was saved and sent meanwhile is nothing to tell', async () => {
  const device = aDevice()
  device.contact.look()
  await device.pass(2 * MINUTE_MS)
  device.become({ unsent: 1 })
  device.contact.look()
  device.become({ unsent: 0, lastSequence: 1 })
  device.contact.look()
  await device.pass(2 * MINUTE_MS)
  expect(device.said).toHaveLength(1)
})

test('what changes often is told once a minute, as it is by then', async () => {
  const device = aDevice()
  device.contact.look()
  await device.pass(3000)
  for (let unsent = 1; unsent <= 30; unsent += 1) {
    device.become({ unsent })
    device.contact.look()
    await device.pass(4000)
  }
  await device.pass(MINUTE_MS)
  expect(device.said.map(({ at }) => at)).toEqual([3000, 63_000, 123_000])
  expect(device.said.at(-1)?.unsent).toBe(30)
})

test('trouble and its end are told; while no server is within reach nothing is tried', async () => {
  const device = aDevice()
  device.contact.look()
  await device.pass(2 * MINUTE_MS)
  device.become({ trouble: 'server.busy' })
  device.contact.look()
  await device.pass(2 * MINUTE_MS)
  expect(device.said).toHaveLength(2)
  device.become(null)
  device.contact.look()
  await device.pass(2 * MINUTE_MS)
  expect(device.said).toHaveLength(2)
})

test('without any change it is told within the hour, and no sooner', async () => {
  const device = aDevice()
  for (let minute = 0; minute < 65; minute += 5) {
    device.contact.look()
    await device.pass(5 * MINUTE_MS)
  }
  expect(device.said.map(({ at }) => at / MINUTE_MS)).toEqual([0.05, 55.05])
})

test('what did not arrive is told again with the next look, a minute later at the soonest', async () => {
  const device = aDevice()
  device.losing(true)
  device.contact.look()
  await device.pass(3000)
  device.losing(false)
  device.contact.look()
  await device.pass(59_000)
  expect(device.said).toHaveLength(1)
  await device.pass(1000)
  expect(device.said).toHaveLength(2)
  device.contact.look()
  await device.pass(2 * MINUTE_MS)
  expect(device.said).toHaveLength(2)
})

test('a server that may be another one by now is told although nothing changed', async () => {
  const device = aDevice()
  device.contact.look()
  await device.pass(2 * MINUTE_MS)
  device.contact.look(true)
  await device.pass(2 * MINUTE_MS)
  expect(device.said).toHaveLength(2)
})

/** Whatever was begun has had its turns: promises first, then one round of the event loop. */
function everythingDone(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}
