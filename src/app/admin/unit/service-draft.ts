// A service while it is being typed: what it was, what is missing, and what is sent.
import type { Problem } from '../../../core/problem.ts'
import type { Service } from '../../../core/wire.ts'
import type { ServiceChange } from '../../../core/wire-admin.ts'
import {
  draftOf,
  type StandardDraft,
  standardOf,
  tariffIsMissing,
} from '../../ui/standard-draft.ts'

export interface ServiceDraft {
  name: string
  standard: StandardDraft
  /** By period id; `null` = not known. */
  users: Record<string, number | null>
  /** A law makes it free: asked for only where the tariff is free. */
  byLaw: boolean
  law: string
}

/** @param service `null` = a new one */
export function serviceDraftOf(service: Service | null): ServiceDraft {
  return {
    name: service?.name ?? '',
    standard: draftOf(service?.standard ?? {}),
    users: { ...service?.users },
    byLaw: Boolean(service?.freeByLaw),
    law: service?.freeByLaw ?? '',
  }
}

/** What must be typed before it is sent, at its field. */
export function missingIn(draft: ServiceDraft): Problem[] {
  const paths = [
    draft.name.trim() === '' && 'name',
    tariffIsMissing(draft.standard) && 'standard.biaya',
    isByLaw(draft) && draft.law.trim() === '' && 'freeByLaw',
    ...Object.entries(draft.users).map(([period, users]) => users === 0 && `users.${period}`),
  ]
  return paths.flatMap((path): Problem[] => {
    if (!path) return []
    return path.startsWith('users.')
      ? [{ code: 'field.range', path, detail: '1 …' }]
      : [{ code: 'field.missing', path }]
  })
}

export function changeOf(draft: ServiceDraft): ServiceChange {
  const users = Object.entries(draft.users).flatMap(([period, n]) => (n ? [[period, n]] : []))
  return {
    name: draft.name.trim(),
    standard: standardOf(draft.standard),
    users: Object.fromEntries(users),
    freeByLaw: isByLaw(draft) ? draft.law.trim() : null,
  }
}

/** As it was when the form was opened: not as it would be sent, which may leave out what was written otherwise. */
export function wasOf({ name, standard, users = {}, freeByLaw }: Service): ServiceChange {
  return { name, standard, users, freeByLaw: freeByLaw ?? null }
}

export function isByLaw({ byLaw, standard }: ServiceDraft): boolean {
  return byLaw && standard.tariff === 'free'
}
