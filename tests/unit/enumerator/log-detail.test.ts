// What a device noted of itself, to people: the detail in words, in both languages.
import { expect, test } from 'vitest'
import type { LogCode } from '../../../src/core/log.ts'
import { logDetail } from '../../../src/i18n/log.ts'

/** In both languages. */
function said(code: LogCode, detail?: string) {
  const entry = detail === undefined ? { at: 0, code } : { at: 0, code, detail }
  return [logDetail(entry, 'id'), logDetail(entry, 'en')]
}

test('a number says what it counts', () => {
  expect(said('file.saved', '1200')).toEqual(['1.200 jawaban', '1,200 answers'])
  expect(said('storage.healed', '1')).toEqual(['1 jawaban', '1 answer'])
  expect(said('epoch.changed', '12')).toEqual(['12 jawaban', '12 answers'])
  expect(said('storage.low', '52428800')).toEqual(['sisa 52 MB', '52 MB left'])
  expect(said('app.started', '1.4.0')).toEqual(['versi 1.4.0', 'version 1.4.0'])
})

test('a clock that was set says which way and how far', () => {
  expect(said('clock.jumped', String(365 * 86_400_000))).toEqual([
    'maju 365 hari',
    '365 days forward',
  ])
  expect(said('clock.jumped', String(-3 * 3_600_000))).toEqual(['mundur 3 jam', '3 hours back'])
  expect(said('clock.jumped', '90000')).toEqual(['maju 1,5 menit', '1.5 minutes forward'])
})

test('a known code is said in words', () => {
  expect(said('sync.failed', 'network')).toEqual([
    'tidak ada jaringan, atau server tidak menjawab',
    'no network, or the server does not answer',
  ])
  expect(said('submission.refused', 'score.range')).toEqual([
    'Ada nilai di luar 1 sampai 4',
    'A score is not from 1 to 4',
  ])
  expect(said('storage.full', 'QuotaExceededError')).toEqual([
    'tidak ada ruang lagi',
    'no room is left',
  ])
  expect(said('worker.failed', 'install')).toEqual([
    'versi yang datang tidak utuh',
    'the version that came was not whole',
  ])
})

test('what has no words stays as it was noted, and no detail says nothing', () => {
  expect(said('app.failed', 'constructor')).toEqual(['constructor', 'constructor'])
  expect(said('file.saved', 'many')).toEqual(['many', 'many'])
  expect(said('sync.failed', 'future.code')).toEqual(['future.code', 'future.code'])
  expect(said('worker.failed', 'future')).toEqual(['future', 'future'])
  expect(said('paired')).toEqual([null, null])
  expect(said('copy.failed', '')).toEqual([null, null])
})
