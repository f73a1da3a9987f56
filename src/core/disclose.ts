// What may be made public: small cells are suppressed, and others with them, so that none can be subtracted back.

/** A cell, or what is left over by subtraction, that describes fewer people than this is not shown. */
export const LEAST_PUBLIC_N = 5

/**
 * Which cells of one partition of a published total may be public.
 * Cells with 1 to 4 people are suppressed. What is suppressed can be computed together by subtraction from the
 * total; so the smallest others follow until that remainder holds at least two cells and five people.
 * @param counts people in each cell; the cells add up to the total
 * @returns for each cell whether it may be shown; an empty cell (0) always may
 */
export function mayPublish(counts: readonly number[]): boolean[] {
  const bySize = counts.map((n, cell) => ({ n, cell })).filter(({ n }) => n > 0)
  bySize.sort((a, b) => a.n - b.n)
  const hidden = new Set<number>()
  let people = 0
  for (const { n, cell } of bySize) {
    const remainderIsSafe = hidden.size === 0 || (hidden.size >= 2 && people >= LEAST_PUBLIC_N)
    if (n >= LEAST_PUBLIC_N && remainderIsSafe) break
    hidden.add(cell)
    people += n
  }
  return counts.map((_, cell) => !hidden.has(cell))
}
