// What must hold of an assignment before it is written: its unit, services and device are there, its numbers fit.
import { isDeepStrictEqual } from 'node:util'
import type { Problem } from '../core/problem.ts'
import { servicesAt } from '../core/unit-tree.ts'
import type { Unit } from '../core/wire.ts'
import type { AssignmentChange } from '../core/wire-field.ts'
import type { KnownDevice } from './store/devices.ts'

interface There {
  units: readonly Unit[]
  /** By id. */
  devices: ReadonlyMap<string, Pick<KnownDevice, 'kind' | 'revoked'>>
}

/**
 * Problems with their paths within the assignment.
 * @param before as it is now: what does not change may have been archived or revoked since
 */
export function problemsWith(
  change: AssignmentChange,
  there: There,
  before?: AssignmentChange,
): Problem[] {
  const { unit, services, device } = change
  const samePlace = before && isDeepStrictEqual([unit, services], [before.unit, before.services])
  return [
    ...(samePlace ? [] : problemsOfPlace(change, there.units)),
    ...(device === before?.device ? [] : problemsOfDevice(device, there)),
    ...problemsOfNumbers(change),
  ]
}

function problemsOfPlace({ unit, services }: AssignmentChange, units: readonly Unit[]): Problem[] {
  const found = units.find(({ id }) => id === unit)
  if (!found || found.archived) return [{ code: 'unit.unknown', path: 'unit' }]
  const offered = servicesAt(units, unit).filter(({ archived }) => !archived)
  if (services === null)
    return offered.length > 0 ? [] : [{ code: 'service.unknown', path: 'services' }]
  return services.flatMap((service, i): Problem[] =>
    offered.some(({ id }) => id === service)
      ? []
      : [{ code: 'service.unknown', path: `services.${i}` }],
  )
}

function problemsOfDevice(id: string, { devices }: There): Problem[] {
  const device = devices.get(id)
  if (device?.kind === 'enumerator' && !device.revoked) return []
  return [{ code: 'assignment.device', path: 'device' }]
}

function problemsOfNumbers({ from, to, target, quotas }: AssignmentChange): Problem[] {
  const days: Problem[] =
    from > to ? [{ code: 'field.range', path: 'to', detail: `from ${from}` }] : []
  return [
    ...days,
    ...problemsOfGroup('quotas.sex', quotas.sex, target),
    ...problemsOfGroup('quotas.age', quotas.age, target),
  ]
}

function problemsOfGroup(
  group: string,
  counts: Readonly<Record<string, number>> = {},
  target: number,
): Problem[] {
  const over = Object.entries(counts).filter(([, count]) => count > target)
  return over.map(([value]) => ({
    code: 'field.range',
    path: `${group}.${value}`,
    detail: `0 to ${target}`,
  }))
}
