// Devices as tablets are: paired by a code, sending numbered answers, and telling how they are.
import type { DeviceReport } from '../../src/core/device-report.ts'
import type { NewCode } from '../../src/core/wire-admin.ts'
import { anId, aSubmission } from '../make.ts'
import type { Admin } from './admin.ts'
import type { TestServer } from './server.ts'

export const kiosk = {
  kind: 'kiosk',
  name: 'Kios loket 1',
  place: 'Lantai 1, dekat pintu',
  unit: 'disdukcapil',
  services: ['ktp-el', 'kk'],
}

export function pair({ app }: TestServer, code: string) {
  return app.inject({ method: 'POST', url: '/api/pair', payload: { code } })
}

export async function aPairedKiosk({ server, does }: Admin, fields: object = {}) {
  const { code, device } = await does<NewCode>('POST', '/api/devices', { ...kiosk, ...fields })
  const { token } = (await pair(server, code)).json() as { token: string }
  return { id: device.id, token }
}

export function send({ app, clock }: TestServer, token: string, body: object) {
  const headers = { authorization: `Bearer ${token}` }
  const payload = { sent: clock.ms, ...body }
  return app.inject({ method: 'POST', url: '/api/submissions', headers, payload })
}

export function contact(
  { app, clock }: TestServer,
  token: string,
  fields: Partial<DeviceReport> = {},
) {
  const headers = { authorization: `Bearer ${token}` }
  const payload: DeviceReport = {
    sent: clock.ms,
    app: '0.2.0',
    unsent: 0,
    oldestUnsentAt: null,
    quarantined: 0,
    lastSequence: 0,
    persisted: true,
    usedBytes: 1_000_000,
    quotaBytes: null,
    trouble: null,
    ...fields,
  }
  return app.inject({ method: 'POST', url: '/api/contact', headers, payload })
}

export const sequences = (...numbers: number[]) =>
  numbers.map((n) => aSubmission({ id: anId(n), sequence: n }))
