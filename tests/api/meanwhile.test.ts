// Two admins with the same form open: the second one never writes over what the first one did.
import { describe, expect, test } from 'vitest'
import type {
  ImportReply,
  InstrumentsReply,
  NewCode,
  PeriodsReply,
} from '../../src/core/wire-admin.ts'
import { skm } from '../make.ts'
import { STORES } from '../store/stores.ts'
import { anAdmin, asPerson, drafts } from './admin.ts'
import { call, ORIGIN, signedIn } from './server.ts'

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

  test('of the regency is not written over', async () => {
    const { meet } = await aMeeting()
    const was = {
      id: 'barito-selatan',
      name: 'Kabupaten Barito Selatan',
      province: 'Kalimantan Tengah',
      timezone: 'Asia/Jakarta',
    }
    const change = { his: { timezone: 'Asia/Makassar' }, hers: { name: 'Kab. Barito Selatan' } }
    await meet('/api/regency', was, change)
  })

  test('of the settings is not written over, and no import since passes for the one who did', async () => {
    const { rina } = await aMeeting()
    const wati = await asPerson(rina.server, { username: 'wati', role: 'admin' })
    const off = { requireSecondFactor: false }
    await wati.does('PUT', '/api/settings', { requireSecondFactor: true, was: off })
    await rina.server.store.db.updateTable('people').set({ totp_confirmed_at: 1 }).execute()
    const csv = Buffer.from('unit,nama unit\ndisdukcapil,Disdukcapil\n')
    const headers = { cookie: rina.cookie, origin: ORIGIN, 'content-type': 'text/csv' }
    const sent = { method: 'POST', headers, payload: csv } as const
    const { digest } = (
      await rina.server.app.inject({ ...sent, url: '/api/setup-import' })
    ).json<ImportReply>()
    await rina.server.app.inject({ ...sent, url: `/api/setup-import?apply=${digest}` })
    const hers = ['PUT', '/api/settings', { ...off, was: off }] as const
    const reply = await call(rina.server, rina.cookie, hers)
    expect([reply.statusCode, reply.json()]).toEqual([
      409,
      { problems: [{ code: 'setup.changed', detail: 'wati' }] },
    ])
    expect(await rina.does('GET', '/api/settings')).toEqual({ requireSecondFactor: true })
    await rina.does('PUT', '/api/settings', { ...off, was: { requireSecondFactor: true } })
  })

  test('of the questionnaire’s draft is not thrown away', async () => {
    const { rina } = await aMeeting()
    const wati = await asPerson(rina.server, { username: 'wati', role: 'admin' })
    const draft = (printedOrder: 'main' | 'annex') => ({ ...skm, version: 2, printedOrder })
    const { revision } = await drafts(rina, draft('main'))
    const his = await drafts(wati, draft('annex'))
    const drop = (of: string) => `/api/instruments/draft?revision=${of}`
    const reply = await call(rina.server, rina.cookie, ['DELETE', drop(revision)])
    expect([reply.statusCode, reply.json()]).toEqual([
      409,
      { problems: [{ code: 'setup.changed', detail: 'wati' }] },
    ])
    expect(await rina.fails('DELETE', '/api/instruments/draft')).toEqual([
      400,
      'field.missing revision',
    ])
    const kept = await rina.does<InstrumentsReply>('GET', '/api/instruments')
    expect(kept.draft?.printedOrder).toBe('annex')
    const gone = await rina.does<InstrumentsReply>('DELETE', drop(his.revision))
    expect(gone.draft).toBe(null)
  })
})
