// create-device: a kiosk or an enumerator's phone, with the code that pairs it; or a new code for one that is there.
import type { Problem } from '../../core/problem.ts'
import { isCleanText } from '../../core/submission.ts'
import { servicesAt } from '../../core/unit-tree.ts'
import type { DeviceInfo } from '../../core/wire.ts'
import { SETUP_LIMITS } from '../../core/wire-setup-schema.ts'
import { codeHash, newCode, newDeviceId, newToken, tokenHash } from '../secrets.ts'
import { BY_COMMAND, type NewEntry, note } from '../store/audit.ts'
import { CODE_LIFE_MS, createDevice, createPairingCode, deviceNamed } from '../store/devices.ts'
import { inTransaction } from '../store/dialect.ts'
import type { Db } from '../store/open.ts'
import { unitsOf } from '../store/setup.ts'
import type { Command, Outcome, Values } from './command.ts'

const KINDS = ['kiosk', 'enumerator'] as const
const { nameCharacters: NAME_CHARACTERS } = SETUP_LIMITS
/** What makes a device; none of it can be changed by a new code. */
const MAKING = ['kind', 'unit', 'service', 'name', 'token'] as const

export const createDeviceCommand: Command = {
  usage:
    'create-device --kind kiosk|enumerator --unit UNIT [--service SERVICE] [--name NAME] [--token]  |  create-device --device ID',
  options: {
    kind: { type: 'string' },
    unit: { type: 'string' },
    service: { type: 'string' },
    name: { type: 'string' },
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
      await inTransaction(db, async (trx) => {
        await addDevice(trx, device, { now, tokenHash: tokenHash(token) })
        await tell(trx, device, { at: now, action: 'device.paired' })
      })
      return { value: { device, token }, words: [device.id, `Token: ${token}`] }
    }
    const code = await inTransaction(db, async (trx) => {
      await addDevice(trx, device, { now })
      return newCodeFor(trx, device, now)
    })
    return withCode(device, code)
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
  const device = { id, kind, unit, service }
  const code = await inTransaction(db, async (trx) => {
    await tell(trx, device, { at: now, action: 'device.code' })
    return newCodeFor(trx, device, now)
  })
  return withCode(device, code)
}

async function addDevice(
  trx: Db,
  device: DeviceInfo,
  options: { now: number; tokenHash?: string },
): Promise<void> {
  const { kind, unit, service, name = '' } = device
  await createDevice(trx, device, options)
  const detail = { kind, unit, service, ...(name === '' ? {} : { name }) }
  await tell(trx, device, { at: options.now, action: 'device.added', detail })
}

function tell(
  trx: Db,
  { id }: DeviceInfo,
  entry: Pick<NewEntry, 'at' | 'action' | 'detail'>,
): Promise<void> {
  return note(trx, { ...BY_COMMAND, ...entry, subject: `device/${id}` })
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
  const name = String(values.name ?? '').trim()
  if (name.length > NAME_CHARACTERS)
    problems.push({ code: 'field.length', path: 'name', detail: String(NAME_CHARACTERS) })
  if (!isCleanText(name)) problems.push({ code: 'field.text', path: 'name' })
  if (problems.length > 0 || !unit || !kind) return { problems }
  const device = { id: newDeviceId(kind), kind, unit: unit.id, service }
  return { device: name === '' ? device : { ...device, name } }
}

async function newCodeFor(trx: Db, { id: device }: DeviceInfo, now: number): Promise<string> {
  const code = newCode()
  await createPairingCode(trx, { hash: codeHash(code), device, now })
  return code
}

function withCode(device: DeviceInfo, code: string): Outcome {
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
