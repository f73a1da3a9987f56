// POST /api/pair: a new device gives its code and gets its token.
import type { FastifyInstance } from 'fastify'
import type { PairReply } from '../../core/wire.ts'
import { pairReplySchema, pairRequestSchema } from '../../core/wire-schema.ts'
import { textsOf } from '../body.ts'
import { countWrongPairing, noteFailure, refuseGuessedPairing } from '../brakes.ts'
import type { Parts } from '../parts.ts'
import { problem } from '../problems.ts'
import { few, withProblems } from '../route-options.ts'
import { codeHash, newToken, tokenHash } from '../secrets.ts'
import { pairDevice } from '../store/devices.ts'

export function pairRoutes(app: FastifyInstance, { db, now }: Parts): void {
  const schema = {
    summary: 'Pair a new device',
    body: pairRequestSchema,
    response: withProblems({ 200: pairReplySchema }),
  }
  app.post(
    '/api/pair',
    { schema, config: { access: 'code', ...few } },
    async (request): Promise<PairReply> => {
      const { code } = textsOf(request.body, { code: 32 })
      const guess = { now: now(), address: request.ip }
      await refuseGuessedPairing(db, guess)
      const token = newToken()
      const device = await pairDevice(db, {
        codeHash: codeHash(code),
        tokenHash: tokenHash(token),
        ...guess,
      })
      if (!device) {
        await countWrongPairing(db, guess)
        await noteFailure(db, { ...request.by, at: guess.now, action: 'pairing.failed' })
        throw problem('code.unknown')
      }
      return { device, token }
    },
  )
}
