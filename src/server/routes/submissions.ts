// POST /api/submissions: a device hands in answers and gets a receipt that names every one.
import type { FastifyInstance } from 'fastify'
import type { Problem } from '../../core/problem.ts'
import type { Receipt } from '../../core/wire.ts'
import { batchSchema, receiptSchema } from '../../core/wire-schema.ts'
import { type ReadBatch, readBatch } from '../batch.ts'
import { epochOf, type Parts } from '../parts.ts'
import { mustBe, problem } from '../problems.ts'
import { receiptOf } from '../receipts.ts'
import { withProblems } from '../route-options.ts'
import { tokenHash } from '../secrets.ts'
import { CONTACT_EVERY_MS, collectorOf, type KnownDevice } from '../store/devices.ts'
import type { Db } from '../store/open.ts'

export function submissionRoutes(app: FastifyInstance, parts: Parts): void {
  const schema = {
    summary: 'Hand in answers, gzip or plain; sending again changes nothing',
    body: batchSchema,
    response: withProblems({ 200: receiptSchema }),
  }
  app.post('/api/submissions', {
    schema,
    config: { access: 'device' },
    handler: async (request): Promise<Receipt> => {
      const batch = await readAny(request.body, parts)
      const outcomes = await store(batch, request.device, parts)
      const receipt = receiptOf(
        [...outcomes, ...batch.refused.map((r) => ({ ...r, became: 'refused' as const }))],
        {
          time: parts.now(),
          epoch: await epochOf(parts.db),
        },
      )
      parts.metrics.receipt(receipt)
      return receipt
    },
  })
}

async function readAny(body: unknown, { instruments }: Parts): Promise<ReadBatch> {
  if (body === undefined) throw problem('body.missing')
  const batch = mustBe(readBatch(body, instruments.known().named))
  if (!batch.refused.some(({ problems }) => problems.some(isUnknownInstrument))) return batch
  // Another process may have published a version since.
  return mustBe(readBatch(body, (await instruments.now()).named))
}

function isUnknownInstrument({ code }: Problem): boolean {
  return code === 'instrument.unknown'
}

async function store(batch: ReadBatch, sender: KnownDevice, { db, queue, now }: Parts) {
  const { sent, submissions, series, collectedBy } = batch
  const device = collectedBy ? await collector(db, collectedBy) : sender
  if (submissions.length === 0) return []
  const receivedAt = now()
  return queue.add({
    device: device.id,
    series,
    unit: device.unit,
    sent,
    receivedAt,
    simulated: device.simulated,
    submissions,
    noteContact: !collectedBy && receivedAt - (sender.seenAt ?? 0) > CONTACT_EVERY_MS,
  })
}

/** The identity that the sender had before. Throws `token.unknown` where its token does not prove it. */
async function collector(
  db: Db,
  { device, token }: { device: string; token: string },
): Promise<KnownDevice> {
  const found = await collectorOf(db, { device, tokenHash: tokenHash(token) })
  if (!found) throw problem('token.unknown', 'collectedBy.token')
  return found
}
