// A carried file goes from its carrier only when the server's receipt is of this very file.
import { hash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { CarriedReceipt } from '../../src/core/wire-field.ts'
import { openDevice } from '../../src/device/device.ts'
import { becomeBrowser, newDisk, openTab } from './platform.ts'

const FILE = Buffer.from('age-encryption.org/v1\nsealed for the server')

test('a proxy that gives the receipt of another file takes none away', async () => {
  const answered: string[] = []
  becomeBrowser({
    speed: 100,
    async request(_tab, path) {
      if (path !== '/api/carried') throw new TypeError('no network')
      const file = answered.length < 2 ? hash('sha256', 'another file') : hash('sha256', FILE)
      answered.push(file)
      return Response.json({
        file,
        parcels: [],
        written: 1,
        time: 2,
        epoch: 'one',
      } satisfies CarriedReceipt)
    },
  })
  const tab = openTab(newDisk('carrier'))
  const device = await tab.run(() => openDevice('test'))
  const pairing = {
    device: { id: 'kiosk-a', kind: 'kiosk' as const, unit: 'disdukcapil', service: null },
    token: 'token of kiosk-a',
  }
  await tab.run(() => device.adopt(pairing, '2468'))
  const { files } = await tab.run(() => device.field())
  expect(await tab.run(() => files.takeIn(new Blob([FILE])))).toBe('taken')
  const waits = () => tab.run(() => files.waiting())
  await expect.poll(waits).toEqual([])
  expect(answered).toHaveLength(3)
})
