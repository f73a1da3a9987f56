// create-device: a kiosk or an enumerator's phone, with the code that pairs it.
import type { Problem } from '../../core/problem.ts'
import { codeHash, newCode, newDeviceId, newToken, tokenHash } from '../secrets.ts'
import { CODE_LIFE_MS, createDevice, createPairingCode } from '../store/devices.ts'
import { unitsOf } from '../store/setup.ts'
import type { Command } from './command.ts'

const KINDS = ['kiosk', 'enumerator'] as const

export const createDeviceCommand: Command = {
  usage: 'create-device --kind kiosk|enumerator --unit UNIT [--service SERVICE] [--token]',
  options: {
    kind: { type: 'string' },
    unit: { type: 'string' },
    service: { type: 'string' },
    token: { type: 'boolean' },
  },
  required: ['kind', 'unit'],
  files: 0,
  async run({ store: { db }, now, values }) {
    const problems: Problem[] = []
    const kind = KINDS.find((one) => one === values.kind)
    if (!kind) problems.push({ code: 'field.range', path: 'kind', detail: KINDS.join(', ') })
    const service = values.service === undefined ? null : String(values.service)
    const [unit] = await unitsOf(db, String(values.unit))
    if (!unit) problems.push({ code: 'unit.unknown', path: 'unit' })
    else if (service !== null && !unit.services.some(({ id }) => id === service))
      problems.push({ code: 'service.unknown', path: 'service' })
    if (problems.length > 0 || !unit || !kind) return { problems }
    const device = { id: newDeviceId(kind), kind, unit: unit.id, service }
    if (values.token) {
      const token = newToken()
      await createDevice(db, device, { now, tokenHash: tokenHash(token) })
      return { value: { device, token }, words: [device.id, `Token: ${token}`] }
    }
    const code = newCode()
    await createDevice(db, device, { now })
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
  },
}
