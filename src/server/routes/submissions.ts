// POST /api/submissions: a device hands in answers and gets a receipt that names every one.
import type { FastifyInstance } from 'fastify'
import type { Receipt } from '../../core/wire.ts'
import { batchSchema, receiptSchema } from '../../core/wire-schema.ts'
import { type ReadBatch, readBatch } from '../batch.ts'
import { epochOf, type Parts } from '../parts.ts'
import { problem, RequestProblem } from '../problems.ts'
import { receiptOf } from '../receipts.ts'
import { withProblems } from '../route-options.ts'
import { CONTACT_EVERY_MS, type KnownDevice } from '../store/devices.ts'

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
      const batch = mustRead(request.body, parts)
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

function mustRead(body: unknown, { instruments }: Parts): ReadBatch {
  if (body === undefined) throw problem('body.missing')
  const read = readBatch(body, instruments.named)
  if (read.ok) return read.value
  const [first, ...others] = read.problems
  if (!first) throw problem('batch.shape')
  throw new RequestProblem([first, ...others])
}

async function store({ sent, submissions }: ReadBatch, device: KnownDevice, { queue, now }: Parts) {
  if (submissions.length === 0) return []
  const receivedAt = now()
  return queue.add({
    device: device.id,
    unit: device.unit,
    sent,
    receivedAt,
    simulated: device.simulated,
    submissions,
    noteContact: receivedAt - (device.seenAt ?? 0) > CONTACT_EVERY_MS,
  })
}
