// Keeping an interview at every tap: in order, the newest last, and again while the storage fails.
import { expect, test } from 'vitest'
import { createKeeper } from '../../../src/app/enumerator/draft-keeper.ts'

/** A disk whose writes end when the test says so. */
function aDisk() {
  const pending: { draft: number; end: (fails: boolean) => void }[] = []
  const said: boolean[] = []
  const keeper = createKeeper<number>({
    write: (draft) =>
      new Promise((resolve, reject) =>
        pending.push({ draft, end: (fails) => (fails ? reject(new Error('full')) : resolve()) }),
      ),
    onFailed: (failed) => said.push(failed),
    wait: () => Promise.resolve(),
  })
  const next = async (fails = false) => {
    const write = pending.shift()
    write?.end(fails)
    await new Promise((resolve) => setImmediate(resolve))
    return write?.draft
  }
  return { keeper, next, pending, said }
}

test('one write at a time; of what came meanwhile only the newest is written', async () => {
  const { keeper, next, pending } = aDisk()
  for (const draft of [1, 2, 3]) keeper.keep(draft)
  expect(pending).toHaveLength(1)
  expect([await next(), await next(), pending.length]).toEqual([1, 3, 0])
})

test('a failed write is said, tried again with the newest, and said to be good again', async () => {
  const { keeper, next, said } = aDisk()
  keeper.keep(1)
  await next(true)
  keeper.keep(2)
  expect(said).toEqual([true])
  expect(await next(true)).toBe(1)
  expect(await next()).toBe(2)
  expect(said).toEqual([true, true, false])
})

test('after the end nothing is written any more, and the end waits for the write that runs', async () => {
  const { keeper, next, pending } = aDisk()
  keeper.keep(1)
  keeper.keep(2)
  let ended = false
  const stopped = keeper.stop().then(() => {
    ended = true
  })
  keeper.keep(3)
  expect(ended).toBe(false)
  expect(await next()).toBe(1)
  await stopped
  expect(pending).toHaveLength(0)
})

test('when it is to go on after all, what came meanwhile is written, and what comes then', async () => {
  const { keeper, next, pending } = aDisk()
  await keeper.stop()
  keeper.keep(1)
  expect(pending).toHaveLength(0)
  keeper.goOn()
  expect(await next()).toBe(1)
  keeper.keep(2)
  expect(await next()).toBe(2)
})
