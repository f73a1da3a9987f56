// Calls of planners about enumerators: their assignments, and files that were carried by hand.
import type { Guarded } from '../core/wire-admin.ts'
import type {
  AssignmentChange,
  AssignmentsReply,
  CarriedReceipt,
  EndedChange,
} from '../core/wire-field.ts'
import { call, type Reply } from './api.ts'
import { has, isListOf } from './replies.ts'

/** `GET /api/assignments` */
export function fetchAssignments(signal?: AbortSignal): Promise<Reply<AssignmentsReply>> {
  return call({ path: ASSIGNMENTS, signal }, asAssignments)
}

/** `POST /api/assignments`: all of them, or none. */
export function addAssignments(
  assignments: AssignmentChange[],
  signal?: AbortSignal,
): Promise<Reply<AssignmentsReply>> {
  return call({ method: 'POST', path: ASSIGNMENTS, json: { assignments }, signal }, asAssignments)
}

/** `PUT /api/assignments/:assignment` */
export function changeAssignment(
  id: string,
  json: Guarded<AssignmentChange>,
  signal?: AbortSignal,
): Promise<Reply<AssignmentsReply>> {
  return call({ method: 'PUT', path: pathOf(id), json, signal }, asAssignments)
}

/** `PUT /api/assignments/:assignment/ended` */
export function endAssignment(
  id: string,
  ended: boolean,
  signal?: AbortSignal,
): Promise<Reply<AssignmentsReply>> {
  const json: EndedChange = { ended }
  return call({ method: 'PUT', path: `${pathOf(id)}/ended`, json, signal }, asAssignments)
}

/** `POST /api/carried/by-hand`: a sealed file, as often as one likes. */
export function deliverFile(sealed: Blob, signal?: AbortSignal): Promise<Reply<CarriedReceipt>> {
  const file = new Blob([sealed], { type: 'application/octet-stream' })
  return call({ method: 'POST', path: '/api/carried/by-hand', file, signal }, asCarriedReceipt)
}

const ASSIGNMENTS = '/api/assignments'

function pathOf(id: string): string {
  return `${ASSIGNMENTS}/${encodeURIComponent(id)}`
}

// As in replies.ts: the fields that a page uses first; the server's own tests hold the rest to its schema.

function asAssignments(body: unknown): AssignmentsReply | undefined {
  return has(body, { assignments: 'object' }) &&
    isListOf(body.assignments, { id: 'string', village: 'string', progress: 'object' })
    ? (body as unknown as AssignmentsReply)
    : undefined
}

/** Also of a device that delivers another one's file. */
export function asCarriedReceipt(body: unknown): CarriedReceipt | undefined {
  return has(body, { file: 'string', parcels: 'object', written: 'number', epoch: 'string' }) &&
    isListOf(body.parcels, { device: 'string', stored: 'number', known: 'number' })
    ? (body as unknown as CarriedReceipt)
    : undefined
}
