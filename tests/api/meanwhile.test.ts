// Two admins with the same form open: the second one never writes over what the first one did.
import { describe, expect, test } from 'vitest'
import type { NewCode, PeriodsReply } from '../../src/core/wire-admin.ts'
import { STORES } from '../store/stores.ts'
import { anAdmin, asPerson } from './admin.ts'
import { call, signedIn } from './server.ts'

describe.each(STORES)('what another admin changed meanwhile, on $name', ({ open }) => {
  /** Both open a form; budi sends his change first. */
  async function aMeeting() {
    const rina = await anAdmin({ open })
    const budi = await asPerson(rina.server, { username: 'budi', role: 'admin' })
    return {
      rina,
      async meet(url: string, was: object, change: { his: object; hers: object }) {
        await budi.does('PUT', url, { ...was, ...change.his, was })
        const hers = { ...was, ...change.hers }
        const reply = await call(rina.server, rina.cookie, ['PUT', url, { ...hers, was }])
        expect([reply.statusCode, reply.json()]).toEqual([
          409,
          { problems: [{ code: 'setup.changed', detail: 'budi' }] },
        ])
        // Having seen his, she may; and so may a program that does not say what it saw.
        await rina.does('PUT', url, { ...hers, was: { ...was, ...change.his } })
        await rina.does('PUT', url, hers)
      },
    }
  }

  test('of a period is not written over', async () => {
    const { rina, meet } = await aMeeting()
    const was = { name: 'Semester II', from: '2026-07-01', to: '2026-12-31' }
    const { periods } = await rina.does<PeriodsReply>('POST', '/api/periods', was)
    const change = { his: { to: '2026-12-30' }, hers: { name: 'Semester 2' } }
    await meet(`/api/periods/${periods[0]?.id}`, was, change)
  })

  test('of a device is not written over', async () => {
    const { rina, meet } = await aMeeting()
    const was = { name: 'Kios', place: '', unit: 'disdukcapil', services: null }
    const kiosk = { kind: 'kiosk', ...was }
    const { device } = await rina.does<NewCode>('POST', '/api/devices', kiosk)
    const change = { his: { services: ['ktp-el'] }, hers: { place: 'Loket 2' } }
    await meet(`/api/devices/${device.id}`, was, change)
  })

  test('of a person is not written over', async () => {
    const { rina, meet } = await aMeeting()
    await signedIn(rina.server, { username: 'siti', role: 'planner' })
    const was = { name: '', role: 'planner', unit: null }
    const change = { his: { role: 'officer', unit: 'disdukcapil' }, hers: { name: 'Siti' } }
    await meet('/api/people/siti', was, change)
  })
})
