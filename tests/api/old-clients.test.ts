// Tablets that were not updated for two versions: what they send, byte for byte, is still taken, and what they read is there.
import { describe, expect, test } from 'vitest'
import { STORES } from '../store/stores.ts'
import { aDevice, aServer, get, storedIds } from './server.ts'

const ID = '019abf3e-2c00-7000-8000-000000000001'
const ANSWERS =
  '"persyaratan":3,"prosedur":3,"waktu":2,"biaya":4,"produk":3,"kompetensi":3,"perilaku":4,"sarana":3,"pengaduan":3'

/** A batch as 0.1.0 wrote it. */
const BATCH = `{"sent":1764000000000,"submissions":[{"id":"${ID}","instrument":"skm-2017@1","unit":"disdukcapil","service":"ktp-el","channel":"kiosk","mode":"self","answers":{${ANSWERS}},"respondent":{"sex":"P","age":34,"education":"SMA","job":"Petani","disability":false},"steered":false,"startedAt":1763999900000,"finishedAt":1763999960000,"durationMs":60123.4,"app":"0.1.0","sequence":1}]}`

/** A report as 0.2.0 wrote it. */
const REPORT =
  '{"sent":1764000000000,"app":"0.2.0","unsent":0,"oldestUnsentAt":null,"quarantined":0,"lastSequence":1,"persisted":true,"usedBytes":120000,"quotaBytes":1000000000,"trouble":null}'

describe.each(STORES)('an app two versions old on $name', ({ open }) => {
  test('hands in answers and says how it is; its numbers are those of a series without a name', async () => {
    const server = await aServer({ open })
    const kiosk = await aDevice(server)
    const send = (url: string, payload: string) =>
      server.app.inject({
        method: 'POST',
        url,
        headers: { authorization: `Bearer ${kiosk.token}`, 'content-type': 'application/json' },
        payload,
      })
    const receipts = [await send('/api/submissions', BATCH), await send('/api/submissions', BATCH)]
    expect(receipts.map((reply) => reply.json())).toMatchObject([
      { stored: [ID], known: [], conflicted: [], refused: [] },
      { stored: [], known: [ID], conflicted: [], refused: [] },
    ])
    expect((await send('/api/contact', REPORT)).statusCode).toBe(200)
    expect(await storedIds(server)).toEqual([ID])
    expect(await server.store.db.selectFrom('series').selectAll().execute()).toMatchObject([
      { device: kiosk.device.id, series: '', received: 1, highest: 1, said: 1 },
    ])
  })

  test('finds in its setup all that it reads, and no assignment in a kiosk’s', async () => {
    const server = await aServer({ open })
    const { token } = await aDevice(server)
    const setup = (await get(server, '/api/setup', { authorization: `Bearer ${token}` })).json()
    expect(setup).toMatchObject({
      device: { kind: 'kiosk', unit: 'disdukcapil' },
      regency: { timezone: 'Asia/Jakarta', printedOrder: expect.any(String) },
      unit: { services: expect.any(Array) },
      instruments: [{ elements: expect.any(Array) }],
      instrument: 'skm-2017@1',
      published: [],
      periods: expect.any(Array),
      assignments: [],
      words: {},
      simulated: false,
    })
  })
})
