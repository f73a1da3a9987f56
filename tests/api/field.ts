// Enumerators: their devices, what they are asked to do, and interviews.
import type { Submission } from '../../src/core/submission.ts'
import type { DeviceSetup } from '../../src/core/wire.ts'
import type { AssignmentChange, AssignmentsReply } from '../../src/core/wire-field.ts'
import { aSubmission } from '../make.ts'
import type { Admin } from './admin.ts'
import { aDevice, get, type TestServer } from './server.ts'

/** A phone of the district office, in the name of somebody. */
export function aPhone(server: TestServer, fields: { id?: string; unit?: string } = {}) {
  return aDevice(server, {
    id: 'phone-1',
    kind: 'enumerator',
    service: null,
    name: 'Yuni Astuti',
    ...fields,
  })
}

export function anAssignment(fields: Partial<AssignmentChange> = {}): AssignmentChange {
  return {
    village: 'Desa Tabak Kanilan',
    unit: 'rsud',
    services: null,
    device: 'phone-1',
    target: 20,
    quotas: { sex: { L: 10, P: 10 } },
    from: '2026-11-20',
    to: '2026-11-30',
    place: false,
    ...fields,
  }
}

/** Asks for them. @returns their ids, in that order */
export async function assigns(
  { does }: Pick<Admin, 'does'>,
  ...assignments: AssignmentChange[]
): Promise<string[]> {
  const reply = await does<AssignmentsReply>('POST', '/api/assignments', { assignments })
  return assignments.map(
    ({ village }) => reply.assignments.find((one) => one.village === village)?.id ?? '',
  )
}

export function anInterview(fields: Partial<Submission> = {}): Submission {
  const rsud = { unit: 'rsud', service: 'rawat-jalan' } as const
  return aSubmission({ channel: 'enumerator', mode: 'interview', ...rsud, ...fields })
}

export async function setupOf(server: TestServer, token: string): Promise<DeviceSetup> {
  return (await get(server, '/api/setup', { authorization: `Bearer ${token}` })).json()
}

/** What is stored of the answers, the first id first. */
export function storedRows({ store }: TestServer) {
  return store.db
    .selectFrom('submissions')
    .select(['id', 'device', 'series', 'day', 'flags', 'location', 'assignment', 'offset_ms'])
    .orderBy('id')
    .execute()
}
