// Who may do what, in one table.

export const ROLES = ['admin', 'planner', 'officer'] as const
export type Role = (typeof ROLES)[number]

/** What a route may ask for. */
const RIGHTS = [
  'results.read',
  'setup.read',
  'devices.read',
  'setup.change',
  'devices.change',
  'people.change',
  'audit.read',
  'assignments.change',
  'carried.deliver',
] as const
export type Right = (typeof RIGHTS)[number]

const READING: readonly Right[] = ['results.read', 'setup.read', 'devices.read']

const RIGHTS_OF: Record<Role, readonly Right[]> = {
  admin: RIGHTS,
  planner: [...READING, 'assignments.change', 'carried.deliver'],
  // The same for one unit and those below it: see `isScoped`.
  officer: READING,
}

export function mayDo(role: Role, right: Right): boolean {
  return RIGHTS_OF[role].includes(right)
}

/** True for a role that sees one unit and the units below it, in every output; its account names the unit. */
export function isScoped(role: Role): boolean {
  return role === 'officer'
}
