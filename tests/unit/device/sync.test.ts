// The sender: what counts as delivered, what a failure means, and when it tries again.
import { describe, expect, test } from 'vitest'
import { anId, aSubmission } from '../../make.ts'
import { aBench, aReceipt, failure, many, refusal, stored } from './sync-parts.ts'

describe('a receipt', () => {
  test('empties the outbox, batch by batch', async () => {
    const bench = aBench(stored, { waiting: 120 })
    expect(await bench.sync.drain()).toEqual({ done: true })
    expect(bench.unsent()).toEqual([])
    expect(bench.sent).toEqual([50, 70])
    expect(bench.troubles.at(-1)).toBeNull()
  })

  test('leaves unsent what it does not name, and takes no id that was not sent', async () => {
    const stranger = anId(999)
    const bench = aBench(
      (batch) => ({ ok: true, value: aReceipt(batch.slice(1), { known: [stranger] }) }),
      { waiting: 3 },
    )
    expect(await bench.sync.drain()).toMatchObject({ done: false })
    expect(bench.unsent()).toEqual([anId(1)])
    expect(bench.troubles.at(-1)).toBe('reply.foreign')
  })

  test('that names none of them stops the round instead of asking for ever', async () => {
    const bench = aBench(() => ({ ok: true, value: aReceipt([]) }), { waiting: 200 })
    await bench.sync.drain()
    expect(bench.sent).toEqual([50])
    expect(bench.unsent()).toHaveLength(200)
  })

  test('takes known and conflicted ones as delivered', async () => {
    const bench = aBench(
      (batch) => ({
        ok: true,
        value: aReceipt(batch, { known: [anId(1)], conflicted: [anId(2)] }),
      }),
      { waiting: 3 },
    )
    expect(await bench.sync.drain()).toEqual({ done: true })
    expect(bench.unsent()).toEqual([])
  })

  test('puts a refused one in quarantine with its reason while the others go', async () => {
    const problems = [{ code: 'score.range' as const, path: 'answers.biaya' }]
    const bench = aBench(
      (batch) => ({ ok: true, value: aReceipt(batch, { refused: [{ id: anId(2), problems }] }) }),
      { waiting: 3 },
    )
    expect(await bench.sync.drain()).toEqual({ done: true })
    expect(bench.refused).toEqual(new Map([[anId(2), problems]]))
    expect(bench.unsent()).toEqual([])
  })

  test('lost on the way means the same is sent again, and nothing is missing', async () => {
    let lost = true
    const reached: string[] = []
    const bench = aBench(
      (batch) => {
        reached.push(...batch.map(({ id }) => id))
        if (lost) return failure('network')
        return { ok: true, value: aReceipt([], { known: batch.map(({ id }) => id) }) }
      },
      { waiting: 2 },
    )
    expect(await bench.sync.drain()).toMatchObject({ done: false })
    expect(bench.unsent()).toHaveLength(2)
    lost = false
    expect(await bench.sync.drain()).toEqual({ done: true })
    expect(reached).toEqual([anId(1), anId(2), anId(1), anId(2)])
  })
})

describe('what is not a receipt', () => {
  test('a captive portal’s page with status 200 keeps everything and says so', async () => {
    const bench = aBench(() => failure('foreign', 200), { waiting: 3 })
    expect(await bench.sync.drain()).toMatchObject({ done: false, firm: false })
    expect(bench.unsent()).toHaveLength(3)
    expect(bench.refused.size).toBe(0)
    expect(bench.troubles.at(-1)).toBe('reply.foreign')
  })

  test.each([
    // A proxy's own limit of bytes is worth halving for; its 400 says nothing about the batch.
    [413, [4, 2, 1, 1, 2, 1, 1]],
    [400, [4]],
  ])('a portal that answers %i to everything puts nothing in quarantine', async (status, sent) => {
    const bench = aBench(() => failure('foreign', status), { waiting: 4 })
    expect(await bench.sync.drain()).toMatchObject({ done: false })
    expect(bench.sent).toEqual(sent)
    expect(bench.unsent()).toHaveLength(4)
    expect(bench.refused.size).toBe(0)
  })

  test('a revoked token blocks sending, keeps everything, and no trigger makes it ask more often', async () => {
    let revoked = true
    const bench = aBench((batch) => (revoked ? refusal(403, 'device.revoked') : stored(batch)), {
      waiting: 3,
    })
    expect(await bench.sync.drain()).toMatchObject({ done: false, firm: true })
    expect(bench.troubles.at(-1)).toBe('device.revoked')
    expect(await bench.sync.drain()).toMatchObject({ done: false, firm: true })
    expect(bench.sent).toEqual([3])
    expect(bench.unsent()).toHaveLength(3)
    revoked = false
    bench.advance(5 * 60_000 + 1000)
    expect(await bench.sync.drain()).toEqual({ done: true })
  })

  test('before pairing nothing waits and nothing is wrong', async () => {
    const bench = aBench(() => null)
    expect(await bench.sync.drain()).toEqual({ done: true })
    expect(bench.troubles).toEqual([null])
  })

  test('answers whose pairing is lost are trouble, never done', async () => {
    const bench = aBench(() => null, { waiting: 2 })
    expect(await bench.sync.drain()).toMatchObject({ done: false })
    expect(bench.sent).toEqual([])
    expect(bench.unsent()).toHaveLength(2)
    expect(bench.troubles.at(-1)).toBe('storage.failed')
  })
})

describe('a batch that cannot be read', () => {
  test.each([
    [413, 'body.too-large', undefined],
    [413, 'batch.too-many', 'submissions'],
    [400, 'batch.shape', 'submissions.0.id'],
  ] as const)(
    'is split on %i %s until the bad one is alone, and the others go',
    async (status, code, path) => {
      const bad = anId(37)
      const no = refusal(status, code, path ? { path } : {})
      const bench = aBench((batch) => (batch.some(({ id }) => id === bad) ? no : stored(batch)), {
        waiting: 50,
      })
      expect(await bench.sync.drain()).toEqual({ done: true })
      expect(bench.refused).toEqual(new Map([[bad, [{ code, ...(path ? { path } : {}) }]]]))
      expect(bench.unsent()).toEqual([])
      expect(bench.sent.length).toBeLessThanOrEqual(13)
    },
  )

  test.each([
    [400, 'body.compression', undefined],
    [400, 'body.encoding', undefined],
    [400, 'body.not-json', undefined],
    [400, 'body.missing', undefined],
    [415, 'body.type', undefined],
    [400, 'batch.shape', undefined],
    [400, 'batch.shape', 'sent'],
    [400, 'batch.shape', 'submissions'],
  ] as const)(
    'on %i %s says something of the way and nothing of an answer: all wait, none is judged',
    async (status, code, path) => {
      const bench = aBench(() => refusal(status, code, path ? { path } : {}), { waiting: 8 })
      expect(await bench.sync.drain()).toMatchObject({ done: false, firm: false })
      expect(bench.sent.every((size) => size === 8)).toBe(true)
      expect(bench.unsent()).toHaveLength(8)
      expect(bench.refused.size).toBe(0)
      expect(bench.troubles.at(-1)).toBe(code)
    },
  )

  test('because a proxy spoils what is packed goes plain at once, and stays plain', async () => {
    const packings: string[] = []
    const bench = aBench(
      (batch, packing) => {
        packings.push(packing)
        return packing === 'gzip' ? refusal(400, 'body.compression') : stored(batch)
      },
      { waiting: 120 },
    )
    expect(await bench.sync.drain()).toEqual({ done: true })
    expect(packings).toEqual(['gzip', 'plain', 'plain'])
    expect(bench.unsent()).toEqual([])
  })

  test('plain either is tried packed again later, and only twice a round', async () => {
    const packings: string[] = []
    const bench = aBench(
      (_, packing) => {
        packings.push(packing)
        return refusal(400, 'body.not-json')
      },
      { waiting: 2 },
    )
    await bench.sync.drain()
    await bench.sync.drain()
    expect(packings).toEqual(['gzip', 'plain', 'gzip', 'plain'])
  })

  test('stops being split when the network goes away in the middle, and nothing is judged', async () => {
    let left = 2
    const bench = aBench(() => (left-- > 0 ? refusal(413, 'body.too-large') : failure('network')), {
      waiting: 8,
    })
    expect(await bench.sync.drain()).toMatchObject({ done: false })
    expect(bench.sent).toEqual([8, 4, 2])
    expect(bench.unsent()).toHaveLength(8)
    expect(bench.refused.size).toBe(0)
  })

  test('never grows beyond the server’s limit of bytes', async () => {
    const comment = 'ä'.repeat(2000)
    const bench = aBench(stored)
    bench.add(...many(1000).map((one) => aSubmission({ ...one, comment })))
    await bench.sync.drain()
    // 2,000 two-byte characters each: about 4.4 KB, so at most 216 fit into the 0.9 MB of a batch.
    expect(Math.max(...bench.sent)).toBeLessThanOrEqual(216)
    expect(bench.unsent()).toEqual([])
  })
})

describe('batches', () => {
  test('grow while the link is quick, to 500 at most', async () => {
    const bench = aBench(stored, { waiting: 2000 })
    await bench.sync.drain()
    expect(bench.sent).toEqual([50, 100, 200, 400, 500, 500, 250])
    expect(bench.batchSize()).toBe(500)
  })

  test('shrink to half on a time-out, and the size is remembered', async () => {
    const bench = aBench(() => failure('time-out'), { waiting: 100, tookMs: 20_000 })
    await bench.sync.drain()
    expect(bench.batchSize()).toBe(25)
    await bench.sync.drain()
    expect(bench.sent).toEqual([50, 25])
    expect(bench.unsent()).toHaveLength(100)
  })

  test('do not grow on the word of a few that were quick', async () => {
    const bench = aBench(stored, { waiting: 3 })
    await bench.sync.drain()
    expect(bench.batchSize()).toBeUndefined()
  })

  test('stay as they are when the link is neither quick nor slow', async () => {
    const bench = aBench(stored, { waiting: 150, tookMs: 6000 })
    await bench.sync.drain()
    expect(bench.sent).toEqual([50, 50, 50])
  })
})

describe('waiting', () => {
  test('doubles without a server and stays within its ceiling, so that answers go within seconds of its return', async () => {
    const bench = aBench(() => failure('network'), { waiting: 1, draw: 0.999_999 })
    bench.sync.wake()
    for (let i = 0; i < 9; i += 1) await bench.endWait()
    expect(bench.waits.slice(0, 8)).toEqual([
      1000, 2000, 4000, 8000, 10_000, 10_000, 10_000, 10_000,
    ])
    bench.sync.stop()
  })

  test('grows to five minutes, and no further, while our server says that it is busy', async () => {
    const bench = aBench(() => refusal(503, 'server.busy'), { waiting: 1, draw: 0.999_999 })
    bench.sync.wake()
    for (let i = 0; i < 13; i += 1) await bench.endWait()
    expect(Math.max(...bench.waits)).toBe(300_000)
    expect(bench.waits.slice(0, 4)).toEqual([1000, 2000, 4000, 8000])
    bench.sync.stop()
  })

  test('is spread over the whole ceiling by chance', async () => {
    const waits = [0, 0.25, 0.75].map(async (draw) => {
      const bench = aBench(() => failure('network'), { waiting: 1, draw })
      const drained = await bench.sync.drain()
      return drained.done ? null : drained.afterMs
    })
    expect(await Promise.all(waits)).toEqual([0, 250, 750])
  })

  test('honours Retry-After, which no trigger cuts short', async () => {
    const bench = aBench(() => refusal(503, 'server.busy', { retryAfterMs: 30_000 }), {
      waiting: 1,
    })
    bench.sync.wake()
    await expect.poll(() => bench.waits).toEqual([30_500])
    bench.sync.wake()
    bench.sync.wake()
    await everythingDone()
    expect(bench.waits).toEqual([30_500])
    expect(bench.sent).toEqual([1])
    bench.sync.stop()
  })

  test('of a server that stays busy is never more than three times what it asked for', async () => {
    const bench = aBench(() => refusal(503, 'server.busy', { retryAfterMs: 5000 }), {
      waiting: 1,
      draw: 1,
    })
    bench.sync.wake()
    await expect.poll(() => bench.waits.length).toBe(1)
    for (let i = 0; i < 8; i++) await bench.endWait()
    expect(bench.waits).toEqual([6000, 7000, 9000, 13_000, ...Array(5).fill(15_000)])
    bench.sync.stop()
  })

  test('is cut short by a trigger when no server had asked for patience', async () => {
    let there = false
    const bench = aBench((batch) => (there ? stored(batch) : failure('network')), { waiting: 1 })
    bench.sync.wake()
    await expect.poll(() => bench.waits.length).toBe(1)
    there = true
    bench.sync.wake()
    await expect.poll(() => bench.unsent()).toEqual([])
    bench.sync.stop()
  })

  test('goes on by itself when nobody triggers anything', async () => {
    const bench = aBench(stored)
    bench.sync.wake()
    await expect.poll(() => bench.waits.length).toBe(1)
    bench.add(...many(1))
    await bench.endWait()
    expect(bench.unsent()).toEqual([])
    bench.sync.stop()
  })

  test('does not begin while something came just after the last look', async () => {
    let late = 1
    const bench = aBench(stored, {
      onReport(bench) {
        if (late-- <= 0) return
        bench.add(...many(1))
        bench.sync.wake()
      },
    })
    bench.sync.wake()
    await expect.poll(() => bench.waits.length).toBe(1)
    expect(bench.unsent()).toEqual([])
    bench.sync.stop()
  })

  test('starts again from the beginning after a part went through', async () => {
    let goingThrough = 0
    const bench = aBench((batch) => (goingThrough-- > 0 ? stored(batch) : failure('network')), {
      waiting: 120,
    })
    for (let i = 0; i < 5; i += 1) await bench.sync.drain()
    goingThrough = 1
    expect(await bench.sync.drain()).toMatchObject({ afterMs: 500 })
    expect(bench.unsent()).toHaveLength(70)
  })

  test('starts again from the beginning after a success', async () => {
    let there = false
    const bench = aBench((batch) => (there ? stored(batch) : failure('network')), { waiting: 1 })
    for (let i = 0; i < 5; i += 1) await bench.sync.drain()
    there = true
    await bench.sync.drain()
    there = false
    bench.add(...many(1))
    expect(await bench.sync.drain()).toMatchObject({ afterMs: 500 })
  })
})

describe('one sender', () => {
  test('while another tab sends, this one sends nothing and looks again soon', async () => {
    let busy = true
    const bench = aBench(stored, { waiting: 2, busy: () => busy })
    expect(await bench.sync.drain()).toEqual({ done: false, afterMs: 2000, firm: false })
    expect(bench.sent).toEqual([])
    busy = false
    expect(await bench.sync.drain()).toEqual({ done: true })
  })

  test('is not doubled by many triggers at once', async () => {
    const bench = aBench(stored, { waiting: 1 })
    for (let i = 0; i < 10; i += 1) bench.sync.wake()
    await expect.poll(() => bench.unsent()).toEqual([])
    expect(bench.sent).toEqual([1])
    bench.sync.stop()
  })
})

test('with 30% of the replies dropped, ten thousand arrive, each once', async () => {
  const rows = new Set<string>()
  let seed = 1
  const chance = () => {
    seed = (seed * 16_807) % 2_147_483_647
    return seed / 2_147_483_647
  }
  const bench = aBench(
    (batch) => {
      const known = batch.map(({ id }) => id).filter((id) => rows.has(id))
      for (const { id } of batch) rows.add(id)
      if (chance() < 0.3) return failure(chance() < 0.5 ? 'time-out' : 'network')
      return { ok: true, value: aReceipt(batch, { known }) }
    },
    { waiting: 10_000 },
  )
  let drained = await bench.sync.drain()
  for (let round = 0; round < 500 && !drained.done; round += 1) drained = await bench.sync.drain()
  expect(drained).toEqual({ done: true })
  expect(rows.size).toBe(10_000)
  expect(bench.unsent()).toEqual([])
})

/** Whatever was begun has had its turns: promises first, then one round of the event loop. */
function everythingDone(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}
