// What a device says of itself besides its numbers, over every store: refusals and log are kept beside its report.
import { describe, expect, test } from 'vitest'
import type { DeviceReport, RefusalCount } from '../../src/core/device-report.ts'
import { LOG_LIMITS, type LogEntry } from '../../src/core/log.ts'
import type { DeviceReply } from '../../src/core/wire-field.ts'
import { STORES } from '../store/stores.ts'
import { anAdmin } from './admin.ts'
import { aPairedKiosk, contact } from './devices.ts'

const MINUTE = 60_000

async function aKiosk(open: (typeof STORES)[number]['open']) {
  const admin = await anAdmin({ open })
  const { server } = admin
  const { id, token } = await aPairedKiosk(admin)
  return {
    server,
    id,
    says: async (fields: Partial<DeviceReport>) => {
      server.clock.ms += MINUTE
      const reply = await contact(server, token, fields)
      return reply.statusCode
    },
    shown: () => admin.does<DeviceReply>('GET', `/api/devices/${id}`),
    refused: async () => {
      const rows = await server.store.db
        .selectFrom('refusals')
        .select(['device', 'series', 'assignment', 'reason', 'count'])
        .orderBy('key')
        .execute()
      return rows.map((row) => Object.values(row).join(' ').replace(id, 'kiosk'))
    },
  }
}

const entry = (at: number, fields: Partial<LogEntry> = {}): LogEntry => ({
  at,
  code: 'app.started',
  ...fields,
})

describe.each(STORES)('what a device says on $name', ({ open }) => {
  test('is shown with its drafts and carried files, and without log and refusals', async () => {
    const { says, shown } = await aKiosk(open)
    const refusals: RefusalCount[] = [{ assignment: null, reason: 'busy', count: 1 }]
    const fields = { drafts: 2, carried: 1, evictsAfterDays: 7, series: 'a' }
    expect(await says({ ...fields, refusals, log: [entry(1)] })).toBe(200)
    const { report } = (await shown()).device
    expect(report).toMatchObject(fields)
    expect(report).not.toHaveProperty('log')
    expect(report).not.toHaveProperty('refusals')
  })

  test('of refusals counts once however often it is said, and begins anew with a series', async () => {
    const { says, refused } = await aKiosk(open)
    const said = (assignment: string | null, count: number): RefusalCount => ({
      assignment,
      reason: 'busy',
      count,
    })
    const other: RefusalCount = { assignment: 'a-1', reason: 'unwell', count: 1 }
    for (let times = 0; times < 2; times++)
      await says({ series: 'a', refusals: [said('a-1', 3), said(null, 1), other] })
    expect(await refused()).toEqual([
      'kiosk a  busy 1',
      'kiosk a a-1 busy 3',
      'kiosk a a-1 unwell 1',
    ])
    // Less than before is what an older report said.
    await says({ series: 'a', refusals: [said('a-1', 2), said(null, 4), said(null, 2)] })
    await says({ series: 'b', refusals: [said('a-1', 1)] })
    expect(await refused()).toEqual([
      'kiosk a  busy 4',
      'kiosk a a-1 busy 3',
      'kiosk a a-1 unwell 1',
      'kiosk b a-1 busy 1',
    ])
    expect(await says({ refusals: [said(null, 2 ** 31)] })).toBe(400)
  })

  test('of its log stays in the order in which it came, each entry once', async () => {
    const { says, shown } = await aKiosk(open)
    expect((await shown()).log).toEqual([])
    const failed = entry(1000, { code: 'sync.failed', detail: 'offline' })
    await says({ log: [entry(1000), failed] })
    // The clock was set back.
    await says({ log: [entry(1000), failed, entry(5, { code: 'clock.jumped', detail: '-995' })] })
    await says({})
    expect((await shown()).log).toEqual([
      entry(1000),
      failed,
      entry(5, { code: 'clock.jumped', detail: '-995' }),
    ])
  })

  test('of its log is kept as far back as the device keeps it itself', async () => {
    const { says, shown } = await aKiosk(open)
    const { kept, sent } = LOG_LIMITS
    const all = Array.from({ length: kept + sent }, (_, i) => entry(i))
    for (let from = 0; from < all.length; from += sent)
      await says({ log: all.slice(from, from + sent) })
    expect((await shown()).log).toEqual(all.slice(-kept))
    expect(await says({ log: all.slice(0, sent + 1) })).toBe(400)
  })
})
