// Calls of the admin about the regency, its units and services, the import of all of them, and the first run.
import type { Regency } from '../core/wire.ts'
import type {
  ArchivedChange,
  Guarded,
  ImportReply,
  OrderChange,
  RegencyChange,
  ServiceChange,
  StartRegency,
  StartRegencyReply,
  UnitChange,
  UnitsReply,
} from '../core/wire-admin.ts'
import { call, type Reply } from './api.ts'
import { has, isListOf } from './replies.ts'

/** `PUT /api/regency` */
export function saveRegency(json: Guarded<RegencyChange>): Promise<Reply<{ regency: Regency }>> {
  return call({ method: 'PUT', path: '/api/regency', json, signal: undefined }, (body) =>
    has(body, { regency: 'object' }) && has(body.regency, { id: 'string', name: 'string' })
      ? (body as unknown as { regency: Regency })
      : undefined,
  )
}

/** `POST /api/units`, or `PUT /api/units/:unit` where there is one already. */
export function saveUnit(
  unit: string | null,
  json: Guarded<UnitChange>,
): Promise<Reply<UnitsReply>> {
  return change(unit === null ? ['POST', '/api/units'] : ['PUT', unitPath(unit)], json)
}

/** `PUT /api/units/:unit/archived`, `PUT /api/units/:unit/services/:service/archived` */
export function archive(place: Place, archived: boolean): Promise<Reply<UnitsReply>> {
  const json: ArchivedChange = { archived }
  return change(['PUT', `${pathOf(place)}/archived`], json)
}

/** `DELETE /api/units/:unit`, `DELETE /api/units/:unit/services/:service`; refused with `setup.used` where something belongs to it. */
export function remove(place: Place): Promise<Reply<UnitsReply>> {
  return change(['DELETE', pathOf(place)])
}

/** `PUT /api/units-order` @param parent `null` = directly below the regency */
export function orderUnits(parent: string | null, ids: string[]): Promise<Reply<UnitsReply>> {
  const json: OrderChange = { parent, ids }
  return change(['PUT', '/api/units-order'], json)
}

/** `PUT /api/units/:unit/services-order` */
export function orderServices(unit: string, ids: string[]): Promise<Reply<UnitsReply>> {
  const json: OrderChange = { ids }
  return change(['PUT', `${unitPath(unit)}/services-order`], json)
}

/** `POST /api/units/:unit/services`, or `PUT …/:service` where there is one already. */
export function saveService(
  { unit, service }: { unit: string; service: string | null },
  json: Guarded<ServiceChange>,
): Promise<Reply<UnitsReply>> {
  const path = `${unitPath(unit)}/services`
  return service === null
    ? change(['POST', path], json)
    : change(['PUT', pathOf({ unit, service })], json)
}

/**
 * `POST /api/setup-import`
 * @param file under the type of a workbook or of CSV
 * @param digest of the preview that is to be applied; `null` = only look
 */
export function importSetup(file: Blob, digest: string | null): Promise<Reply<ImportReply>> {
  const query = digest === null ? '' : `?${new URLSearchParams({ apply: digest })}`
  const path = `/api/setup-import${query}`
  return call({ method: 'POST', path, file, signal: undefined }, (body) =>
    has(body, { applied: 'boolean', digest: 'string' }) &&
    isListOf(body.changes, { part: 'string', id: 'string', change: 'string', fields: 'object' }) &&
    isListOf(body.problems, { code: 'string' })
      ? (body as unknown as ImportReply)
      : undefined,
  )
}

/** `POST /api/start/regency`: all of the first run at once; the admin is signed in with it. */
export function startRegency(json: StartRegency): Promise<Reply<StartRegencyReply>> {
  return call({ method: 'POST', path: '/api/start/regency', json, signal: undefined }, (body) =>
    has(body, { unit: 'object', service: 'object', newCode: 'object' }) &&
    has(body.newCode, { code: 'string', expiresAt: 'number', device: 'object' })
      ? (body as unknown as StartRegencyReply)
      : undefined,
  )
}

/** A unit, or one of its services. */
export interface Place {
  unit: string
  service?: string
}

function pathOf({ unit, service }: Place): string {
  const path = unitPath(unit)
  return service === undefined ? path : `${path}/services/${encodeURIComponent(service)}`
}

function unitPath(unit: string): string {
  return `/api/units/${encodeURIComponent(unit)}`
}

function change(
  [method, path]: ['POST' | 'PUT' | 'DELETE', string],
  json?: unknown,
): Promise<Reply<UnitsReply>> {
  return call({ method, path, json, signal: undefined }, asUnits)
}

function asUnits(body: unknown): UnitsReply | undefined {
  return has(body, { units: 'object' }) &&
    isListOf(body.units, { id: 'string', name: 'string', short: 'string', services: 'object' })
    ? (body as unknown as UnitsReply)
    : undefined
}
