// The trail as sentences, its search, and the periods that are offered.
import { expect, test } from 'vitest'
import { detailLines, namesIn, subjectText } from '../../../src/app/admin/jejak/detail.ts'
import {
  auditQuery,
  isBackwards,
  NO_FILTER,
  readAuditFilter,
} from '../../../src/app/admin/jejak/filter.ts'
import { readyPeriods } from '../../../src/app/admin/periode/ready-periods.ts'
import { AUDIT_ACTIONS } from '../../../src/core/wire-admin.ts'
import { ADMIN_PEOPLE_WORDS } from '../../../src/i18n/admin-people.ts'

const words = ADMIN_PEOPLE_WORDS.id.audit

test('what was and what is become one line for each field that differs', () => {
  const detail = {
    was: { name: 'Siti', role: 'planner', unit: null },
    is: { name: 'Siti', role: 'officer', unit: 'rsud' },
  }
  expect(detailLines(detail, words)).toEqual([
    { label: words.fields.role, text: 'Perencana menjadi Petugas unit' },
    { label: words.fields.unit, text: 'kosong menjadi rsud' },
  ])
})

test('nothing of the program is read: no braces, no null, no true', () => {
  const detail = {
    services: ['ktp-el', 'kk'],
    disabled: true,
    reason: null,
    standard: { biaya: 0 },
  }
  const text = detailLines(detail, words)
    .map((line) => `${line.label} ${line.text}`)
    .join('\n')
  expect(text).not.toMatch(/[{}[\]"]|null|true/)
  expect(text).toContain('ktp-el, kk')
})

test('a key that every object inherits is shown as it is', () => {
  expect(detailLines({ constructor: 'toString' }, words)).toEqual([
    { label: 'constructor', text: 'toString' },
  ])
})

test('a long text is cut, a subject loses the kind before it', () => {
  expect(detailLines({ reason: 'x'.repeat(500) }, words)[0]?.text).toHaveLength(241)
  expect(subjectText('person/siti', new Map())).toBe('siti')
  expect(subjectText('disdukcapil', new Map())).toBe('disdukcapil')
  expect(subjectText('settings', new Map())).toBe('')
})

test('what an entry is about has its name beside its id while it is there', () => {
  const ktp = { id: 'ktp-el', name: 'KTP-el', standard: {} }
  const names = namesIn([{ id: 'dukcapil', name: 'Dinas', short: 'Dukcapil', services: [ktp] }])
  expect(subjectText('unit/dukcapil', names)).toBe('Dinas · dukcapil')
  expect(subjectText('service/dukcapil/ktp-el', names)).toBe('KTP-el, Dukcapil · dukcapil/ktp-el')
  expect(subjectText('unit/gone', names)).toBe('gone')
})

test('a search stands in the address and comes back from it', () => {
  const filter = {
    ...NO_FILTER,
    text: "' OR 1=1; --",
    action: 'person.added' as const,
    from: '2026-11-01',
  }
  const query = auditQuery(filter)
  expect([...query.keys()]).toEqual(['text', 'action', 'from'])
  expect(readAuditFilter(query.toString())).toEqual(filter)
  expect(readAuditFilter('from=kemarin&action=apa')).toEqual(NO_FILTER)
  expect(isBackwards({ ...NO_FILTER, from: '2026-02-01', to: '2026-01-31' })).toBe(true)
})

test.each(['id', 'en'] as const)('every action has its words and its group in %s', (language) => {
  const { actions, groups } = ADMIN_PEOPLE_WORDS[language].audit
  for (const action of AUDIT_ACTIONS) {
    expect(actions[action]).toBeTruthy()
    expect(groups[action.split('.')[0] ?? '']).toBeTruthy()
  }
})

test('the quarter and the semester of the day are offered, with those before and after', () => {
  const ready = readyPeriods('2026-11-24', [])
  expect(ready.map(({ kind, part, year }) => `${kind} ${part} ${year}`)).toEqual([
    'quarter III 2026',
    'quarter IV 2026',
    'quarter I 2027',
    'semester I 2026',
    'semester II 2026',
    'semester I 2027',
  ])
  expect(ready[1]).toMatchObject({ from: '2026-10-01', to: '2026-12-31' })
  const left = readyPeriods('2026-11-24', [{ from: '2026-10-01', to: '2026-12-31' }])
  expect(left).toHaveLength(5)
})
