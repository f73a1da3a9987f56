// Calls of the admin about the questionnaire, the survey periods and the devices.
import type { DeviceInfo } from '../core/wire.ts'
import type {
  DeviceChange,
  DeviceRecord,
  DevicesReply,
  DraftChange,
  Guarded,
  InstrumentsReply,
  NewCode,
  OfRevision,
  PeriodChange,
  PeriodState,
  PeriodsReply,
} from '../core/wire-admin.ts'
import type { DeviceReply } from '../core/wire-field.ts'
import { call, type Reply } from './api.ts'
import { has, isListOf } from './replies.ts'

/** `GET /api/instruments` */
export function fetchInstruments(signal?: AbortSignal): Promise<Reply<InstrumentsReply>> {
  return call({ path: '/api/instruments', signal }, asInstruments)
}

/** `PUT /api/instruments/draft` */
export function saveDraft(
  json: DraftChange,
  signal?: AbortSignal,
): Promise<Reply<InstrumentsReply>> {
  return call({ method: 'PUT', path: '/api/instruments/draft', json, signal }, asInstruments)
}

/** `DELETE /api/instruments/draft` */
export function discardDraft(
  { revision }: OfRevision,
  signal?: AbortSignal,
): Promise<Reply<InstrumentsReply>> {
  const path = `/api/instruments/draft?${new URLSearchParams({ revision })}`
  return call({ method: 'DELETE', path, signal }, asInstruments)
}

/** `POST /api/instruments/publish`: the draft becomes the next version. */
export function publishDraft(
  json: OfRevision,
  signal?: AbortSignal,
): Promise<Reply<InstrumentsReply>> {
  return call({ method: 'POST', path: '/api/instruments/publish', json, signal }, asInstruments)
}

/** `GET /api/periods` */
export function fetchPeriods(signal?: AbortSignal): Promise<Reply<PeriodsReply>> {
  return call({ path: '/api/periods', signal }, asPeriods)
}

/** `POST /api/periods` */
export function addPeriod(json: PeriodChange, signal?: AbortSignal): Promise<Reply<PeriodsReply>> {
  return call({ method: 'POST', path: '/api/periods', json, signal }, asPeriods)
}

/** `PUT /api/periods/:period` */
export function changePeriod(
  period: string,
  json: Guarded<PeriodChange>,
  signal?: AbortSignal,
): Promise<Reply<PeriodsReply>> {
  return call({ method: 'PUT', path: periodPath(period), json, signal }, asPeriods)
}

/** `PUT /api/periods/:period/state` */
export function setPeriodState(
  period: string,
  json: PeriodState,
  signal?: AbortSignal,
): Promise<Reply<PeriodsReply>> {
  return call({ method: 'PUT', path: `${periodPath(period)}/state`, json, signal }, asPeriods)
}

/** `DELETE /api/periods/:period`: only one without answers. */
export function removePeriod(period: string, signal?: AbortSignal): Promise<Reply<PeriodsReply>> {
  return call({ method: 'DELETE', path: periodPath(period), signal }, asPeriods)
}

/** `GET /api/devices` */
export function fetchDevices(signal?: AbortSignal): Promise<Reply<DevicesReply>> {
  return call({ path: '/api/devices', signal }, (body) =>
    has(body, { devices: 'object' }) &&
    isListOf(body.devices, { id: 'string', kind: 'string', name: 'string' })
      ? (body as unknown as DevicesReply)
      : undefined,
  )
}

/** `POST /api/devices` */
export function addDevice(json: DeviceChange, signal?: AbortSignal): Promise<Reply<NewCode>> {
  return call({ method: 'POST', path: '/api/devices', json, signal }, asNewCode)
}

/** `PUT /api/devices/:device`; another unit is a transfer. */
export function changeDevice(
  device: DeviceInfo['id'],
  json: Guarded<Omit<DeviceChange, 'kind'>>,
  signal?: AbortSignal,
): Promise<Reply<{ device: DeviceRecord }>> {
  return call({ method: 'PUT', path: devicePath(device), json, signal }, asDevice)
}

/** `POST /api/devices/:device/code`: pairs once, within 15 minutes. */
export function newDeviceCode(
  device: DeviceInfo['id'],
  signal?: AbortSignal,
): Promise<Reply<NewCode>> {
  return call({ method: 'POST', path: devicePath(device, 'code'), signal }, asNewCode)
}

/** `POST /api/devices/:device/revoke`: it keeps what it holds. */
export function revokeDevice(
  device: DeviceInfo['id'],
  signal?: AbortSignal,
): Promise<Reply<{ device: DeviceRecord }>> {
  return call({ method: 'POST', path: devicePath(device, 'revoke'), signal }, asDevice)
}

/** `GET /api/devices/:device` */
export function fetchDevice(
  device: DeviceInfo['id'],
  signal?: AbortSignal,
): Promise<Reply<DeviceReply>> {
  return call({ path: devicePath(device), signal }, (body) =>
    has(body, { device: 'object', series: 'object', log: 'object' }) &&
    isListOf(body.series, { series: 'string', has: 'object', missing: 'object' }) &&
    isListOf(body.log, { at: 'number', code: 'string' })
      ? (body as unknown as DeviceReply)
      : undefined,
  )
}

function periodPath(period: string): string {
  return `/api/periods/${encodeURIComponent(period)}`
}

function devicePath(device: string, part?: string): string {
  return `/api/devices/${encodeURIComponent(device)}${part ? `/${part}` : ''}`
}

// As in replies.ts: the fields that a page uses first; the server's own tests hold the rest to its schema.

function asInstruments(body: unknown): InstrumentsReply | undefined {
  return has(body, {
    current: 'string',
    versions: 'object',
    instrument: 'object',
    revision: 'string',
  }) && has(body.instrument, { id: 'string', elements: 'object' })
    ? (body as unknown as InstrumentsReply)
    : undefined
}

function asPeriods(body: unknown): PeriodsReply | undefined {
  return has(body, { periods: 'object' }) &&
    isListOf(body.periods, { id: 'string', from: 'string', to: 'string', state: 'string' })
    ? (body as unknown as PeriodsReply)
    : undefined
}

function asDevice(body: unknown): { device: DeviceRecord } | undefined {
  return has(body, { device: 'object' }) && has(body.device, { id: 'string', name: 'string' })
    ? (body as unknown as { device: DeviceRecord })
    : undefined
}

function asNewCode(body: unknown): NewCode | undefined {
  return has(body, { device: 'object', code: 'string', expiresAt: 'number' })
    ? (body as unknown as NewCode)
    : undefined
}
