// Two answers that a section needs both of.
import type { Reply } from '../../device/api.ts'

/** Both values, or why there is one of them missing. */
export async function together<A, B>(
  first: Promise<Reply<A>>,
  second: Promise<Reply<B>>,
): Promise<Reply<[A, B]>> {
  const [a, b] = await Promise.all([first, second])
  if (!a.ok) return a
  return b.ok ? { ok: true, value: [a.value, b.value] } : b
}
