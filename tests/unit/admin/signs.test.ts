// What a device's report and its silence say.
import { expect, test } from 'vitest'
import {
  byAttention,
  daysToEviction,
  needsAttention,
  oldestUnsentMs,
  signsOf,
} from '../../../src/app/admin/perangkat/signs.ts'
import { agoText, clockText, offsetText } from '../../../src/app/admin/perangkat/spans.ts'
import type { KeptReport } from '../../../src/core/device-report.ts'
import type { DeviceRecord } from '../../../src/core/wire-admin.ts'
import { ADMIN_SURVEY_WORDS } from '../../../src/i18n/admin-survey.ts'

const NOW = Date.UTC(2026, 10, 24, 5)
const HOUR = 3_600_000
const words = ADMIN_SURVEY_WORDS.id.devices

function aReport(fields: Partial<KeptReport> = {}): KeptReport {
  return {
    sent: NOW,
    app: '1',
    unsent: 0,
    oldestUnsentAt: null,
    quarantined: 0,
    lastSequence: 10,
    persisted: true,
    usedBytes: 1,
    quotaBytes: 100,
    trouble: null,
    ...fields,
  }
}

function aDevice(fields: Partial<DeviceRecord> = {}): DeviceRecord {
  return {
    id: 'a',
    kind: 'kiosk',
    unit: 'disdukcapil',
    service: null,
    name: 'Kios',
    place: '',
    createdAt: NOW - 1000 * HOUR,
    seenAt: NOW,
    revokedAt: null,
    simulated: false,
    report: aReport(),
    reportedAt: NOW,
    offsetMs: 0,
    received: 10,
    missing: 0,
    ...fields,
  }
}

const signs = (fields: Partial<DeviceRecord>) => signsOf(aDevice(fields), { now: NOW, app: '1' })

test('a device that is well has no sign', () => {
  expect(signs({})).toEqual([])
})

test.each<[string, Partial<DeviceRecord>]>([
  ['unpaired', { seenAt: null, report: null }],
  ['silent', { seenAt: NOW - 8 * 24 * HOUR }],
  ['missing', { missing: 2 }],
  ['quarantined', { report: aReport({ quarantined: 1 }) }],
  ['unsent', { report: aReport({ unsent: 3, oldestUnsentAt: NOW - 25 * HOUR }) }],
  ['clock', { offsetMs: -6 * 60_000 }],
  ['full', { report: aReport({ usedBytes: 95 }) }],
  ['storage', { report: aReport({ persisted: false }) }],
  ['trouble', { report: aReport({ trouble: 'storage.failed' }) }],
  ['version', { report: aReport({ app: '0' }) }],
  ['revoked', { revokedAt: NOW, missing: 3 }],
])('“%s” is seen', (sign, fields) => {
  expect(signs(fields)).toEqual([sign])
})

test('what waits for an hour, a browser that does not say, and a small offset are no signs', () => {
  expect(signs({ report: aReport({ unsent: 3, oldestUnsentAt: NOW - HOUR }) })).toEqual([])
  expect(signs({ report: aReport({ persisted: null, usedBytes: null }) })).toEqual([])
  expect(signs({ offsetMs: 60_000 })).toEqual([])
})

test('how long an answer waits is counted by the server’s clock', () => {
  // The tablet's clock is a day behind: what it took an hour ago it dates to yesterday.
  const behind = {
    report: aReport({ unsent: 1, oldestUnsentAt: NOW - 25 * HOUR }),
    offsetMs: 24 * HOUR,
  }
  expect(oldestUnsentMs(behind, NOW)).toBe(HOUR)
})

test('what needs attention stands on top, what is revoked at the end', () => {
  const devices = [
    aDevice({ id: 'well', name: 'B' }),
    aDevice({ id: 'revoked', name: 'A', revokedAt: NOW }),
    aDevice({ id: 'silent', name: 'D', seenAt: NOW - 9 * 24 * HOUR }),
    aDevice({ id: 'missing', name: 'C', missing: 1 }),
    aDevice({ id: 'new', name: 'A', seenAt: null, report: null }),
  ]
  const rows = byAttention(devices, { now: NOW, app: '1' })
  expect(rows.map(({ device }) => device.id)).toEqual([
    'missing',
    'silent',
    'new',
    'well',
    'revoked',
  ])
  expect(rows.filter(({ signs: found }) => needsAttention(found))).toHaveLength(2)
})

test('spans are said as people say them', () => {
  expect(agoText(-5_000, words)).toBe(words.now)
  expect(agoText(59 * 60_000, words)).toBe(words.minutesAgo(59))
  expect(agoText(25 * HOUR, words)).toBe(words.daysAgo(1))
  expect(clockText(14 * 60_000 + 4_200)).toBe('14:05')
  expect(offsetText(1_500, words.detail)).toBe(words.detail.clockRight)
  expect(offsetText(2 * HOUR, words.detail)).toBe(words.detail.clockBehind(words.detail.hours(2)))
  expect(offsetText(-90_000, words.detail)).toBe(words.detail.clockAhead(words.detail.minutes(2)))
})

test('a browser that removes what nobody opens counts down from the last contact', () => {
  const leftAfter = (hours: number, evictsAfterDays?: number) =>
    daysToEviction(
      { seenAt: NOW - hours * HOUR, report: aReport(evictsAfterDays ? { evictsAfterDays } : {}) },
      NOW,
    )
  expect([0, 23, 24, 3 * 24, 7 * 24 - 1, 7 * 24, 900].map((hours) => leftAfter(hours, 7))).toEqual([
    7, 7, 6, 4, 1, 0, 0,
  ])
  expect(leftAfter(900)).toBeNull()
  expect(daysToEviction({ seenAt: null, report: aReport({ evictsAfterDays: 7 }) }, NOW)).toBeNull()
})
