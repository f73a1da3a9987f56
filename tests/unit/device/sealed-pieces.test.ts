// However small the server's limits, every answer is in one file, and each file is within them.
import { gunzipSync } from 'node:zlib'
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { describe, expect, test } from 'vitest'
import { CARRIED_LIMITS, type CarriedFile } from '../../../src/core/wire-field.ts'
import { sealedPieces } from '../../../src/device/sealed-pieces.ts'
import { anId, aSubmission } from '../../make.ts'

const head = { format: 'suara-warga-file@1', app: 'test', written: 5 } as const

function aParcel(device: string, from: number, to: number) {
  const numbers = Array.from({ length: to - from + 1 }, (_, i) => from + i)
  const submissions = numbers.map((n) => aSubmission({ id: anId(n), sequence: n }))
  return { device, token: `token of ${device}`, submissions }
}

const parcels = [aParcel('a', 1, 30), aParcel('b', 31, 33), aParcel('c', 34, 60)]

async function split(limits: Partial<Record<keyof typeof CARRIED_LIMITS, number>>) {
  const identity = await generateX25519Identity()
  const recipient = await identityToRecipient(identity)
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  const parts = { recipient, head }
  const pieces = await sealedPieces(parcels, parts, { ...CARRIED_LIMITS, ...limits })
  const files = await Promise.all(
    pieces.map(async ({ bytes }): Promise<CarriedFile> => {
      return JSON.parse(gunzipSync(await decrypter.decrypt(bytes)).toString())
    }),
  )
  return { pieces, files }
}

function idsIn(files: CarriedFile[]) {
  return files.flatMap((file) =>
    file.parcels.flatMap(({ token, submissions }) => submissions.map(({ id }) => [token, id])),
  )
}

const all = idsIn([{ ...head, parcels }])

describe('answers in files', () => {
  test('are in one where there is room', async () => {
    const { pieces, files } = await split({})
    expect(pieces.map(({ items }) => items)).toEqual([60])
    expect(files).toEqual([{ ...head, parcels }])
  })

  test.each([{ items: 7 }, { items: 1 }, { plainBytes: 6000 }, { sealedBytes: 1000 }])(
    'are each in one of several within %o, under their own token',
    async (limits) => {
      const { pieces, files } = await split(limits)
      expect(pieces.length).toBeGreaterThan(1)
      expect(idsIn(files)).toEqual(all)
      const { items = 60, plainBytes = 1e9, sealedBytes = 1e9 } = limits as Record<string, number>
      for (const [i, piece] of pieces.entries()) {
        expect(piece.items).toBeLessThanOrEqual(items)
        expect(JSON.stringify(files[i]).length).toBeLessThanOrEqual(plainBytes)
        expect(piece.bytes.length).toBeLessThanOrEqual(sealedBytes)
      }
    },
  )

  test('that are too large alone go alone', async () => {
    const { pieces, files } = await split({ plainBytes: 10 })
    expect(pieces.map(({ items }) => items)).toEqual(Array.from({ length: 60 }, () => 1))
    expect(idsIn(files)).toEqual(all)
  })
})
