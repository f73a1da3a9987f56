// What an enumerator's device is to do, as it comes with the setup: each assignment stands alone for weeks.
import { dayAfter } from '../core/period.ts'
import { servicesAt, upwardsFrom } from '../core/unit-tree.ts'
import type { Assignment, DeviceInfo, DeviceSetup, Service, Unit } from '../core/wire.ts'
import { type Assigned, assignedTo } from './store/assignments.ts'
import type { Db } from './store/open.ts'

/** One that is over is shown so long: interviews may still wait to be sent. */
const SHOWN_DAYS = 30

/** @param today `YYYY-MM-DD`, in the regency */
export async function assignmentsFor(
  db: Db,
  { id, kind }: Pick<DeviceInfo, 'id' | 'kind'>,
  { units, today }: { units: readonly Unit[]; today: string },
): Promise<Assignment[]> {
  if (kind !== 'enumerator') return []
  const assigned = await assignedTo(db, id, dayAfter(today, -SHOWN_DAYS))
  return assigned.flatMap(({ unit: id, services, ...fields }: Assigned): Assignment[] => {
    const place = placeOf(units, id, services)
    // With nothing left to ask about there is nothing to do.
    return place && place.unit.services.length > 0 ? [{ ...fields, ...place }] : []
  })
}

/**
 * A unit with what is asked about there now, and those above it; `null` where there is no such unit.
 * @param services ids of the chosen ones; `null` = all
 */
export function placeOf(
  units: readonly Unit[],
  id: string,
  services: readonly string[] | null,
): (Pick<DeviceSetup, 'unit' | 'counterOf'> & { above: string[] }) | null {
  const [unit, ...above] = upwardsFrom(units, id)
  if (!unit) return null
  const ofUnit = above.find(({ kind }) => kind !== 'counter')
  return {
    unit: { ...unit, services: chosen(servicesAt(units, id), services) },
    above: above.map((one) => one.id),
    ...(unit.kind === 'counter' && ofUnit ? { counterOf: ofUnit.short } : {}),
  }
}

function chosen(offered: readonly Service[], ids: readonly string[] | null): Service[] {
  return offered.filter(({ id, archived }) => !archived && (ids === null || ids.includes(id)))
}
