// What an import would change: every unit and service of the file against what is there, field by field.
import { isDeepStrictEqual } from 'node:util'
import type { Service, Unit } from '../core/wire.ts'
import type { ImportChange } from '../core/wire-admin.ts'
import { formatNumber, formatRupiah } from '../i18n/language.ts'
import {
  FREE,
  KIND_WORDS,
  LOCAL_TARIFF,
  SERVICE_HEADINGS,
  STANDARD_HEADINGS,
  UNIT_HEADINGS,
  USERS_HEADING,
  YES,
} from './reports/setup-columns.ts'

type Fields = Map<string, string>

/** One line for each unit and service, units before their services. */
export function changesOf(wanted: readonly Unit[], units: readonly Unit[]): ImportChange[] {
  return wanted.flatMap((unit) => {
    const before = units.find(({ id }) => id === unit.id)
    const services = unit.services.map((service) => {
      const there = before?.services.find(({ id }) => id === service.id)
      const [now, was] = [serviceFields(service), there && serviceFields(there)]
      const id = `${unit.id}/${service.id}`
      return changeOf({ part: 'service', id, name: service.name }, was, now)
    })
    const [now, was] = [unitFields(unit), before && unitFields(before)]
    return [changeOf({ part: 'unit', id: unit.id, name: unit.name }, was, now), ...services]
  })
}

/** The units to be written: those that change themselves or in a service, with the services that do. */
export function changedUnits(wanted: readonly Unit[], changes: readonly ImportChange[]): Unit[] {
  const changed = new Set(changes.filter(({ change }) => change !== 'same').map(({ id }) => id))
  return wanted
    .map((unit) => ({
      ...unit,
      services: unit.services.filter(({ id }) => changed.has(`${unit.id}/${id}`)),
    }))
    .filter(({ id, services }) => changed.has(id) || services.length > 0)
}

function changeOf(
  what: Pick<ImportChange, 'part' | 'id' | 'name'>,
  was: Fields | undefined,
  now: Fields,
): ImportChange {
  const names = new Set([...(was?.keys() ?? []), ...now.keys()])
  const fields = [...names]
    .map((field) => ({ field, before: was?.get(field) ?? '', after: now.get(field) ?? '' }))
    .filter(({ before, after }) => before !== after)
  if (!was) return { ...what, change: 'added', fields }
  return { ...what, change: isDeepStrictEqual(fields, []) ? 'same' : 'changed', fields }
}

function unitFields({ name, short, kind, parent, archived }: Unit): Fields {
  return new Map([
    [UNIT_HEADINGS.unitName, name],
    [UNIT_HEADINGS.short, short],
    [UNIT_HEADINGS.kind, KIND_WORDS[kind ?? 'unit']],
    [UNIT_HEADINGS.parent, parent ?? ''],
    [UNIT_HEADINGS.unitArchived, archived ? YES : ''],
  ])
}

function serviceFields({ name, standard, users = {}, freeByLaw, archived }: Service): Fields {
  const words = Object.entries(STANDARD_HEADINGS).map(([component, heading]): [string, string] => [
    heading,
    standard[component as keyof typeof STANDARD_HEADINGS] ?? '',
  ])
  const { biaya } = standard
  const numbers = Object.entries(users).map(([period, number]): [string, string] => [
    `${USERS_HEADING} ${period}`,
    formatNumber(number, 'id'),
  ])
  return new Map([
    [SERVICE_HEADINGS.serviceName, name],
    ...words,
    [SERVICE_HEADINGS.biaya, tariffText(biaya)],
    [SERVICE_HEADINGS.freeByLaw, freeByLaw ?? ''],
    [SERVICE_HEADINGS.serviceArchived, archived ? YES : ''],
    ...numbers,
  ])
}

/** As people write it: `Rp 75.000`, `gratis`, `perda`; empty where nothing is said. */
function tariffText(rupiah: number | null | undefined): string {
  if (rupiah === undefined) return ''
  if (rupiah === null) return LOCAL_TARIFF
  return rupiah === 0 ? FREE : formatRupiah(rupiah, 'id')
}
