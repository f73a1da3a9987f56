// Who may do what, in one table.

export const ROLES = ['admin', 'planner'] as const
export type Role = (typeof ROLES)[number]

/** What a route may ask for. */
export type Right = 'results.read' | 'setup.read' | 'setup.change' | 'people.change'

const RIGHTS: Record<Role, readonly Right[]> = {
  admin: ['results.read', 'setup.read', 'setup.change', 'people.change'],
  planner: ['results.read', 'setup.read'],
}

export function mayDo(role: Role, right: Right): boolean {
  return RIGHTS[role].includes(right)
}
