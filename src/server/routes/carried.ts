// POST /api/carried and /api/carried/by-hand: a file of answers that was carried by hand, from a device or from a person.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { CARRIED_LIMITS, type CarriedReceipt } from '../../core/wire-field.ts'
import { carriedReceiptSchema } from '../../core/wire-field-schema.ts'
import { fileSchema } from '../../core/wire-setup-schema.ts'
import { readAtMost } from '../body.ts'
import { deliver } from '../carried.ts'
import type { Parts } from '../parts.ts'
import { problem } from '../problems.ts'
import { withProblems } from '../route-options.ts'

const TYPES = ['application/octet-stream', 'application/age'] as const

export function carriedRoutes(app: FastifyInstance, parts: Parts): void {
  // Only here a body may be bytes.
  void app.register(async (scope) => routes(scope, parts))
}

function routes(app: FastifyInstance, { db, instruments, queue, now }: Parts): void {
  for (const type of TYPES)
    app.addContentTypeParser(type, (request: FastifyRequest) =>
      readAtMost(request, CARRIED_LIMITS.sealedBytes),
    )
  const delivering = { db, instruments, now, store: queue.add }
  const schema = {
    consumes: [...TYPES],
    body: fileSchema,
    response: withProblems({ 200: carriedReceiptSchema }),
  }
  const deliverIt = async ({ body, by, socket }: FastifyRequest): Promise<CarriedReceipt> => {
    if (body === undefined || body === null) throw problem('body.missing')
    if (!Buffer.isBuffer(body)) throw problem('carried.format')
    return deliver(body, delivering, { ...by, gone: () => socket.destroyed })
  }
  const fromDevice = {
    schema: { summary: 'Deliver the file of any device; again changes nothing', ...schema },
    config: { access: 'device' },
  } as const
  app.post('/api/carried', fromDevice, deliverIt)
  const fromPerson = {
    schema: { summary: 'The same by a person who is signed in', ...schema },
    config: { access: 'carried.deliver' },
  } as const
  app.post('/api/carried/by-hand', fromPerson, deliverIt)
}
