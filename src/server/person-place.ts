// Which unit an account may have: an officer's is one that is there, everybody else's is none.
import type { Problem } from '../core/problem.ts'
import { isScoped, type Role } from '../core/roles.ts'
import type { Unit } from '../core/wire.ts'

export function placeProblems(
  { role, unit }: { role: Role; unit: string | null },
  units: readonly Pick<Unit, 'id'>[],
): Problem[] {
  if (!isScoped(role))
    // Accepted without effect, it would look like an account that sees one unit only.
    return unit === null ? [] : [{ code: 'field.range', path: 'unit', detail: `none: ${role}` }]
  if (unit === null) return [{ code: 'field.missing', path: 'unit' }]
  return units.some(({ id }) => id === unit) ? [] : [{ code: 'unit.unknown', path: 'unit' }]
}
