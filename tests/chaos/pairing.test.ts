// An answer stays that of the device that collected it, also when the browser is paired anew while the answer is on its way.
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { SubmissionBatch } from '../../src/core/wire.ts'
import { openDevice } from '../../src/device/device.ts'
import { aSubmission } from '../make.ts'
import { becomeBrowser, newDisk, openTab } from './platform.ts'

const PIN = '2468'

test('paired anew between two tries of one request, the second goes as what the device before collected', async () => {
  const tab = openTab(newDisk('kiosk'))
  const asked: { token: string; collectedBy: string | undefined }[] = []
  let came = (): void => undefined
  const bothCame = new Promise<void>((resolve) => {
    came = resolve
  })
  becomeBrowser({
    speed: 10,
    async request(_tab, path, init) {
      if (path !== '/api/submissions') throw new TypeError('no network')
      const { headers, body } = new Request('http://kiosk.test/', init)
      const token = headers.get('authorization') ?? ''
      const packed = headers.get('content-encoding') === 'gzip'
      const bytes = Buffer.from(await new Response(body).arrayBuffer())
      const { collectedBy }: SubmissionBatch = JSON.parse(
        String(packed ? gunzipSync(bytes) : bytes),
      )
      asked.push({ token, collectedBy: collectedBy?.device })
      if (asked.length === 2) came()
      // A proxy spoilt it: the sync tries again at once, unpacked.
      if (asked.length === 1) await tab.run(() => device.adopt(pairing('kiosk-b'), PIN))
      return Response.json({ problems: [{ code: 'body.compression' }] }, { status: 400 })
    },
  })
  const device = await tab.run(() => openDevice('test'))
  await tab.run(() => device.adopt(pairing('kiosk-a'), PIN))
  const { sequence: _, ...draft } = aSubmission()
  await tab.run(() => device.save(draft))
  await bothCame
  expect(asked.slice(0, 2)).toEqual([
    { token: 'Bearer token of kiosk-a', collectedBy: undefined },
    { token: 'Bearer token of kiosk-b', collectedBy: 'kiosk-a' },
  ])
})

function pairing(id: string) {
  const device = { id, kind: 'kiosk' as const, unit: 'disdukcapil', service: null }
  return { device, token: `token of ${id}` }
}
