// What is typed in the first run: kept in this tab but for the password, checked step by step, sent as one.
import { passwordProblems } from '../../core/password.ts'
import type { Problem } from '../../core/problem.ts'
import { usernameProblems } from '../../core/username.ts'
import type { StartRegency } from '../../core/wire-admin.ts'
import { draftOf, type StandardDraft, standardOf, tariffIsMissing } from '../ui/standard-draft.ts'
import type { Timezone } from '../ui/timezones.ts'

export const STEPS = ['regency', 'admin', 'unit', 'service', 'kiosk'] as const
export type StepName = (typeof STEPS)[number]

export interface FirstRunDraft {
  step: StepName
  regency: { name: string; province: string; timezone: Timezone }
  admin: { username: string; password: string; again: string }
  unit: { name: string; short: string }
  service: { name: string; standard: StandardDraft }
  kiosk: { name: string; place: string }
}

const KEPT = 'suara-warga:first-run'

export function emptyDraft(kioskName: string): FirstRunDraft {
  return {
    step: 'regency',
    regency: { name: '', province: '', timezone: 'Asia/Jakarta' },
    admin: { username: 'admin', password: '', again: '' },
    unit: { name: '', short: '' },
    service: { name: '', standard: draftOf({}) },
    kiosk: { name: kioskName, place: '' },
  }
}

/** What is wrong with one step, by the path of `POST /api/start/regency`; `admin.again` is the form's own. */
export function problemsOf(step: StepName, draft: FirstRunDraft): Problem[] {
  const missing = (path: string, value: string): Problem[] =>
    value.trim() === '' ? [{ code: 'field.missing', path }] : []
  switch (step) {
    case 'regency':
      return [
        ...missing('regency.name', draft.regency.name),
        ...missing('regency.province', draft.regency.province),
      ]
    case 'admin':
      return adminProblems(draft.admin)
    case 'unit':
      return missing('unit.name', draft.unit.name)
    case 'service':
      return [
        ...missing('service.name', draft.service.name),
        ...(tariffIsMissing(draft.service.standard) ? missing('service.standard.biaya', '') : []),
      ]
    case 'kiosk':
      return missing('kiosk.name', draft.kiosk.name)
  }
}

/** The first step with a problem of these; `null` where none is about a step. */
export function stepOf(problems: readonly Problem[]): StepName | null {
  return STEPS.find((step) => problems.some(({ path }) => path?.startsWith(`${step}.`))) ?? null
}

export function requestOf(key: string, draft: FirstRunDraft): StartRegency {
  const { regency, admin, unit, service, kiosk } = draft
  const name = unit.name.trim()
  return {
    key,
    regency: {
      name: regency.name.trim(),
      province: regency.province.trim(),
      timezone: regency.timezone,
    },
    admin: { username: admin.username.trim(), password: admin.password },
    unit: { name, short: unit.short.trim() || name },
    service: { name: service.name.trim(), standard: standardOf(service.standard) },
    kiosk: { name: kiosk.name.trim(), place: kiosk.place.trim() },
  }
}

/** The one-time key and what was typed, as they were left in this tab; `null` = nothing was. */
export function keptRun(): { key: string; draft: FirstRunDraft } | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null')
    // This app wrote it, and only this tab can read it: it is taken at its word.
    return kept === null ? null : (kept as { key: string; draft: FirstRunDraft })
  } catch {
    // Storage is blocked, or holds something of another version: the person begins anew.
    return null
  }
}

/** What comes after the password waits for it: a reload has taken it away. */
export function withPasswordFirst(draft: FirstRunDraft): FirstRunDraft {
  const lacks = draft.admin.password === '' && STEPS.indexOf(draft.step) > STEPS.indexOf('admin')
  return lacks ? { ...draft, step: 'admin' } : draft
}

/** The password is never written down. */
export function keepRun(key: string, draft: FirstRunDraft): void {
  const admin = { ...draft.admin, password: '', again: '' }
  try {
    sessionStorage.setItem(KEPT, JSON.stringify({ key, draft: { ...draft, admin } }))
  } catch {
    // Without storage a reload begins anew, which harms nothing.
    return
  }
}

export function forgetRun(): void {
  try {
    sessionStorage.removeItem(KEPT)
  } catch {
    // Storage is blocked: nothing was kept.
    return
  }
}

function adminProblems({ username, password, again }: FirstRunDraft['admin']): Problem[] {
  const empty = (path: string): Problem[] => [{ code: 'field.missing', path }]
  const name = username.trim()
  return [
    ...(name === '' ? empty('admin.username') : usernameProblems(name, 'admin.username')),
    ...(password === ''
      ? empty('admin.password')
      : passwordProblems(password, name, 'admin.password')),
    ...(again === '' ? empty('admin.again') : []),
    ...(again !== '' && again !== password
      ? [{ code: 'field.range', path: 'admin.again' } as const]
      : []),
  ]
}
