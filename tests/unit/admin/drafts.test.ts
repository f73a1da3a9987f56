// What is being typed: a standard, a service, the first run, a password's strength.
import { describe, expect, test } from 'vitest'
import {
  changeOf,
  missingIn,
  type ServiceDraft,
  serviceDraftOf,
} from '../../../src/app/admin/unit/service-draft.ts'
import {
  emptyDraft,
  type FirstRunDraft,
  problemsOf,
  requestOf,
  STEPS,
  stepOf,
  withPasswordFirst,
} from '../../../src/app/site/first-run-draft.ts'
import { draftOf, standardOf } from '../../../src/app/ui/standard-draft.ts'
import { strengthOf } from '../../../src/core/password.ts'
import type { Service, ServiceStandard } from '../../../src/core/wire.ts'

const SERVICE: Service = {
  id: 'ktp-el',
  name: 'KTP-el',
  standard: { waktu: '1 hari kerja', biaya: 0 },
  users: { '2026-s2': 1200 },
  freeByLaw: 'UU 24/2013 pasal 79A',
}

describe('a standard', () => {
  test.each<ServiceStandard>([
    {},
    { biaya: 0 },
    { biaya: null },
    { biaya: 50_000, waktu: '3 hari', pengaduan: 'SP4N-LAPOR!' },
  ])('comes back from its form as it went in: %o', (standard) => {
    expect(standardOf(draftOf(standard))).toEqual(standard)
    // As the first run keeps it in the tab.
    expect(standardOf(JSON.parse(JSON.stringify(draftOf(standard))))).toEqual(standard)
  })

  test('promises nothing where only spaces were typed, or a tariff has no amount', () => {
    const draft = { ...draftOf({}), waktu: '  ', tariff: 'fixed' as const }
    expect(standardOf(draft)).toEqual({})
  })

  test('promises the tariff that was meant, or none', () => {
    const promised = (amount: string) =>
      standardOf({ ...draftOf({}), tariff: 'fixed', amount }).biaya
    expect(promised('75.000,00')).toBe(75_000)
    expect(promised('5.000,50')).toBeUndefined()
    expect(promised('75rb')).toBeUndefined()
  })
})

describe('a service', () => {
  test('comes back from its form as it went in', () => {
    const { name, standard, users, freeByLaw } = SERVICE
    expect(changeOf(serviceDraftOf(SERVICE))).toEqual({ name, standard, users, freeByLaw })
    expect(missingIn(serviceDraftOf(SERVICE))).toEqual([])
  })

  test('needs a name, the amount of its tariff, the law that makes it free, and users from 1', () => {
    const paths = (fields: Partial<ServiceDraft>) =>
      missingIn({ ...serviceDraftOf(SERVICE), ...fields }).map(({ path }) => path)
    expect(paths({ name: ' ' })).toEqual(['name'])
    expect(paths({ standard: { ...draftOf({}), tariff: 'fixed' } })).toEqual(['standard.biaya'])
    const slip = { ...draftOf({}), tariff: 'fixed' as const, amount: '75rb' }
    expect(paths({ standard: slip })).toEqual(['standard.biaya'])
    expect(paths({ law: '' })).toEqual(['freeByLaw'])
    expect(paths({ users: { '2026-s2': 0 } })).toEqual(['users.2026-s2'])
    expect(paths({ users: { '2026-s2': null } })).toEqual([])
  })

  test('that costs something is not free by law', () => {
    const draft = { ...serviceDraftOf(SERVICE), standard: draftOf({ biaya: 10_000 }) }
    expect(changeOf(draft).freeByLaw).toBeNull()
  })
})

describe('the first run', () => {
  const whole: FirstRunDraft = {
    ...emptyDraft('Kiosk 1'),
    regency: { name: ' Kabupaten Uji ', province: 'Papua', timezone: 'Asia/Jayapura' },
    admin: { username: 'admin', password: 'sungai barito tenang', again: 'sungai barito tenang' },
    unit: { name: 'Dinas Sosial', short: '' },
    service: { name: 'Bantuan', standard: draftOf({ biaya: 0 }) },
  }

  test('names what each step lacks, and nothing when all is there', () => {
    const lacking = STEPS.flatMap((step) => problemsOf(step, emptyDraft('')))
    expect(lacking.map(({ path }) => path)).toEqual([
      'regency.name',
      'regency.province',
      'admin.password',
      'admin.again',
      'unit.name',
      'service.name',
      'kiosk.name',
    ])
    expect(STEPS.flatMap((step) => problemsOf(step, whole))).toEqual([])
  })

  test('wants the same password twice', () => {
    const admin = { ...whole.admin, again: 'sungai barito' }
    expect(problemsOf('admin', { ...whole, admin })).toEqual([
      { code: 'field.range', path: 'admin.again' },
    ])
  })

  test('says all that is wrong with the admin at once, as the server would', () => {
    const admin = { username: 'Siti Nur!', password: '123456789012', again: 'x' }
    expect(problemsOf('admin', { ...whole, admin }).map(({ code }) => code)).toEqual([
      'username.invalid',
      'password.common',
      'field.range',
    ])
  })

  test('asks for the password before what comes after it', () => {
    const lost = { ...whole.admin, password: '', again: '' }
    const reloaded = (step: (typeof STEPS)[number]) =>
      withPasswordFirst({ ...whole, admin: lost, step }).step
    expect(STEPS.map(reloaded)).toEqual(['regency', 'admin', 'admin', 'admin', 'admin'])
    expect(withPasswordFirst({ ...whole, step: 'kiosk' }).step).toBe('kiosk')
  })

  test('sends what was typed, without spaces around it, the unit’s name where no short one is', () => {
    const request = requestOf('the-key', whole)
    expect(request.key).toBe('the-key')
    expect(request.regency.name).toBe('Kabupaten Uji')
    expect(request.unit.short).toBe('Dinas Sosial')
    expect(request.admin).toEqual({ username: 'admin', password: 'sungai barito tenang' })
  })

  test('goes back to the first step that the server found something wrong with', () => {
    expect(stepOf([{ code: 'field.length', path: 'service.name' }])).toBe('service')
    expect(stepOf([{ code: 'server.busy' }])).toBeNull()
  })
})

test.each([
  ['sembilan9', 'short'],
  ['dua belas si', 'fair'],
  ['aaaaaaaaaaaaaaaaaaaa', 'easy'],
  ['123456789012', 'easy'],
  ['081234567890123', 'easy'],
  ['abcdefghijkl', 'easy'],
  ['qwertyuiop12', 'easy'],
  ['asdf asdf asdf asdf', 'easy'],
  ['siti.adminsiti.admin', 'easy'],
  ['AdminSiti 2026!', 'easy'],
  ['siti makan durian', 'strong'],
  ['sungai barito tenang', 'strong'],
  ['empat kata yang acak', 'strong'],
])('the password %s is %s', (password, strength) => {
  expect(strengthOf(password, 'siti.admin')).toBe(strength)
})
