// create-device: a kiosk or an enumerator's phone, with the code that pairs it; or a new code for one that is there.
import type { Problem } from '../../core/problem.ts'
import { servicesAt } from '../../core/unit-tree.ts'
import type { DeviceInfo } from '../../core/wire.ts'
import { codeHash, newCode, newDeviceId, newToken, tokenHash } from '../secrets.ts'
import { CODE_LIFE_MS, createDevice, createPairingCode, deviceNamed } from '../store/devices.ts'
import type { Db } from '../store/open.ts'
import { unitsOf } from '../store/setup.ts'
import type { Command, Outcome, Values } from './command.ts'

const KINDS = ['kiosk', 'enumerator'] as const
/** What makes a device; none of it can be changed by a new code. */
const MAKING = ['kind', 'unit', 'service', 'token'] as const

export const createDeviceCommand: Command = {
  usage:
    'create-device --kind kiosk|enumerator --unit UNIT [--service SERVICE] [--token]  |  create-device --device ID',
  options: {
    kind: { type: 'string' },
    unit: { type: 'string' },
    service: { type: 'string' },
    token: { type: 'boolean' },
    device: { type: 'string' },
  },
  required: ['kind', 'unit'],
  instead: 'device',
  files: 0,
  async run({ store: { db }, now, values }) {
    if (values.device !== undefined) return pairAgain(db, values, now)
    const read = await readDevice(db, values)
    if ('problems' in read) return read
    const { device } = read
    if (values.token) {
      const token = newToken()
      await createDevice(db, device, { now, tokenHash: tokenHash(token) })
      return { value: { device, token }, words: [device.id, `Token: ${token}`] }
    }
    await createDevice(db, device, { now })
    return giveCode(db, device, now)
  },
}

/** Until the new code is used the device works on with the token it has. */
async function pairAgain(db: Db, values: Values, now: number): Promise<Outcome> {
  const problems: Problem[] = MAKING.filter((option) => values[option] !== undefined).map(
    (path) => ({ code: 'key.unknown', path }),
  )
  const known = await deviceNamed(db, String(values.device))
  if (!known) problems.push({ code: 'device.unknown', path: 'device' })
  else if (known.revoked) problems.push({ code: 'device.revoked', path: 'device' })
  if (problems.length > 0 || !known) return { problems }
  const { id, kind, unit, service } = known
  return giveCode(db, { id, kind, unit, service }, now)
}

async function readDevice(
  db: Db,
  values: Values,
): Promise<{ device: DeviceInfo } | { problems: Problem[] }> {
  const problems: Problem[] = []
  const kind = KINDS.find((one) => one === values.kind)
  if (!kind) problems.push({ code: 'field.range', path: 'kind', detail: KINDS.join(', ') })
  const service = values.service === undefined ? null : String(values.service)
  const units = await unitsOf(db)
  const unit = units.find(({ id }) => id === values.unit)
  if (!unit) problems.push({ code: 'unit.unknown', path: 'unit' })
  else if (service !== null && !servicesAt(units, unit.id).some(({ id }) => id === service))
    problems.push({ code: 'service.unknown', path: 'service' })
  if (problems.length > 0 || !unit || !kind) return { problems }
  return { device: { id: newDeviceId(kind), kind, unit: unit.id, service } }
}

async function giveCode(db: Db, device: DeviceInfo, now: number): Promise<Outcome> {
  const code = newCode()
  await createPairingCode(db, { hash: codeHash(code), device: device.id, now })
  const minutes = CODE_LIFE_MS / 60_000
  return {
    value: { device, code },
    words: [
      `Perangkat / Device: ${device.id}`,
      `Kode pemasangan / Pairing code: ${code}  (${minutes} menit, sekali pakai / minutes, works once)`,
      'Buka /pasang di perangkat itu / Open /pasang on that device',
    ],
  }
}
