// What the pill on the home screen says of sending.
import { describe, expect, test } from 'vitest'
import { syncSaid } from '../../../src/app/enumerator/sync-words.ts'
import type { DeviceStatus } from '../../../src/device/device.ts'
import { ENUMERATOR_WORDS } from '../../../src/i18n/enumerator.ts'

const words = ENUMERATOR_WORDS.id

function said(
  status: Partial<Pick<DeviceStatus, 'unsent' | 'refused' | 'trouble'>>,
  { online = true } = {},
) {
  return syncSaid(
    { unsent: 0, refused: 0, trouble: null, ...status },
    { words, language: 'id', online },
  )
}

describe('the pill', () => {
  test('says that all was sent only where nothing waits and nothing was refused', () => {
    expect(said({})).toEqual({ text: 'Semua terkirim', tone: 'good' })
    expect(said({ unsent: 2 })).toEqual({ text: 'Mengirim · 2 menunggu', tone: 'wait' })
  })

  test('says in red what the server refused, beside all else', () => {
    expect(said({ refused: 1 })).toEqual({ text: '1 ditolak server', tone: 'bad' })
    expect(said({ refused: 1, unsent: 2 })).toEqual({
      text: 'Mengirim · 2 menunggu · 1 ditolak server',
      tone: 'bad',
    })
    expect(said({ refused: 3 }, { online: false })).toEqual({
      text: 'Tanpa sinyal · 3 ditolak server',
      tone: 'bad',
    })
    expect(said({ refused: 1, trouble: 'device.revoked' })).toEqual({
      text: 'Izin dicabut · 1 ditolak server',
      tone: 'bad',
    })
  })
})
