// /api/devices: kiosks and phones, as an admin sees and changes them.
import type { FastifyInstance } from 'fastify'
import { servicesAt } from '../../core/unit-tree.ts'
import type {
  DeviceChange,
  DeviceRecord,
  DevicesReply,
  Guarded,
  NewCode,
} from '../../core/wire-admin.ts'
import type { DeviceReply } from '../../core/wire-field.ts'
import { deviceDetailSchema } from '../../core/wire-field-schema.ts'
import {
  deviceChangeSchema,
  deviceMoveSchema,
  deviceReplySchema,
  devicesReplySchema,
  newCodeSchema,
} from '../../core/wire-setup-schema.ts'
import { checkedBy } from '../checked.ts'
import type { Parts } from '../parts.ts'
import { problem } from '../problems.ts'
import { withProblems } from '../route-options.ts'
import { refuseOtherUnit, scopeOf } from '../scope.ts'
import { codeHash, newCode, newDeviceId } from '../secrets.ts'
import { changeSetup, differing, mustBeAsOpened } from '../setup-change.ts'
import {
  changeDevice,
  deviceRecord,
  devicesIn,
  revokeDevice,
  servedBy,
} from '../store/device-list.ts'
import { logOf } from '../store/device-said.ts'
import { CODE_LIFE_MS, createDevice, createPairingCode } from '../store/devices.ts'
import { seriesOf } from '../store/gaps.ts'
import type { Db } from '../store/open.ts'
import { unitsOf } from '../store/setup.ts'

type OfDevice = { Params: { device: string } }
type Move = Omit<DeviceChange, 'kind'>

const readNew = checkedBy<DeviceChange>(deviceChangeSchema)
const readMove = checkedBy<Guarded<Move>>(deviceMoveSchema)

const config = { access: 'devices.change' } as const
const reading = { access: 'devices.read' } as const

export function deviceRoutes(app: FastifyInstance, parts: Parts): void {
  readRoutes(app, parts)
  changeRoutes(app, parts)
  codeRoutes(app, parts)
}

function readRoutes(app: FastifyInstance, { db }: Parts): void {
  const list = {
    summary: 'Devices with what they last said; an officer sees the own unit and those below',
    response: withProblems({ 200: devicesReplySchema }),
  }
  app.get(
    '/api/devices',
    { schema: list, config: reading },
    async (request): Promise<DevicesReply> => {
      const scope = scopeOf(request.person, await unitsOf(db))
      return { devices: await devicesIn(db, scope && [...scope]) }
    },
  )

  const one = {
    summary: 'A device with the numbers that have come of each of its series, and its log',
    response: withProblems({ 200: deviceDetailSchema }),
  }
  app.get<OfDevice>(
    '/api/devices/:device',
    { schema: one, config: reading },
    async (request): Promise<DeviceReply> => {
      const device = await mustHave(db, request.params.device)
      refuseOtherUnit(scopeOf(request.person, await unitsOf(db)), device.unit)
      const { id } = device
      return { device, series: await seriesOf(db, id), log: await logOf(db, id) }
    },
  )
}

function changeRoutes(app: FastifyInstance, parts: Parts): void {
  const move = {
    summary: 'Change name, place, unit or services; another unit is a transfer',
    body: deviceMoveSchema,
    response: withProblems({ 200: deviceReplySchema }),
  }
  app.put<OfDevice>('/api/devices/:device', { schema: move, config }, async (request) => {
    const { was, ...given } = readMove(request.body)
    const asked = named(given)
    const { device: id } = request.params
    const device = await changeSetup(parts, request, async (trx) => {
      const before = await mustHave(trx, id)
      await mustBeAsOpened(trx, `device/${id}`, { was, is: placeOf(before) })
      await refuseUnknownPlace(trx, asked)
      await changeDevice(trx, id, asked)
      const value = await mustHave(trx, id)
      const detail = differing(placeOf(before), placeOf(value))
      return { value, action: 'device.changed', subject: `device/${id}`, detail }
    })
    return { device }
  })

  const revoke = {
    summary: "End a device's right to send; what it holds goes in under a new pairing",
    response: withProblems({ 200: deviceReplySchema }),
  }
  app.post<OfDevice>('/api/devices/:device/revoke', { schema: revoke, config }, async (request) => {
    const { device: id } = request.params
    const device = await changeSetup(parts, request, async (trx) => {
      await mustHave(trx, id)
      await revokeDevice(trx, id, parts.now())
      const value = await mustHave(trx, id)
      return { value, action: 'device.revoked', subject: `device/${id}` }
    })
    return { device }
  })
}

function codeRoutes(app: FastifyInstance, parts: Parts): void {
  const response = withProblems({ 200: newCodeSchema })
  const { now } = parts
  const add = {
    summary: 'A new device, with the code that pairs it',
    body: deviceChangeSchema,
    response,
  }
  app.post('/api/devices', { schema: add, config }, async (request) => {
    const { kind, ...given } = readNew(request.body)
    const detail = named(given)
    return changeSetup(parts, request, async (trx) => {
      await refuseUnknownPlace(trx, detail)
      const id = newDeviceId(kind)
      const { services, ...place } = detail
      await createDevice(trx, { id, kind, ...place, ...servedBy(services) }, { now: now() })
      const value = await giveCode(trx, id, now())
      return { value, action: 'device.added', subject: `device/${id}`, detail: { kind, ...detail } }
    })
  })

  const again = {
    summary: 'Another code; older ones end, and until it is used the device works on',
    response,
  }
  app.post<OfDevice>('/api/devices/:device/code', { schema: again, config }, async (request) => {
    const { device: id } = request.params
    return changeSetup(parts, request, async (trx) => {
      const { revokedAt } = await mustHave(trx, id)
      if (revokedAt !== null) throw problem('device.revoked', 'device')
      const value = await giveCode(trx, id, now())
      return { value, action: 'device.code', subject: `device/${id}` }
    })
  })
}

async function giveCode(trx: Db, id: string, now: number): Promise<NewCode> {
  const code = newCode()
  await createPairingCode(trx, { hash: codeHash(code), device: id, now })
  return { device: await mustHave(trx, id), code, expiresAt: now + CODE_LIFE_MS }
}

async function mustHave(db: Db, id: string): Promise<DeviceRecord> {
  const device = await deviceRecord(db, id)
  if (!device) throw problem('device.unknown', 'device')
  return device
}

async function refuseUnknownPlace(trx: Db, { unit, services }: Move): Promise<void> {
  const units = await unitsOf(trx)
  if (!units.some(({ id }) => id === unit)) throw problem('unit.unknown', 'unit')
  const offered = servicesAt(units, unit).map(({ id }) => id)
  const unknown = services?.findIndex((service) => !offered.includes(service)) ?? -1
  if (unknown !== -1) throw problem('service.unknown', `services.${unknown}`)
}

function named(change: Move): Move {
  return { ...change, name: change.name.trim(), place: change.place.trim() }
}

/** What may change of a device. */
function placeOf({ name, place, unit, service, services }: DeviceRecord): Move {
  return { name, place, unit, services: services ?? (service === null ? null : [service]) }
}
