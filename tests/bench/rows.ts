// One measured budget, and the row of times that were taken several times.

export interface Row {
  what: string
  budget: string
  measured: string
  /** `null` where the figure only informs. */
  met: boolean | null
}

/** @param share of the times that must be within the budget: 0.5 = the median */
export function timesRow(what: string, times: number[], budgetMs: number, share = 0.5): Row {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (part: number) => sorted[Math.ceil((sorted.length - 1) * part)] ?? Number.NaN
  const name = share === 0.5 ? 'median' : `p${share * 100}`
  return {
    what,
    budget: `${name} ≤ ${budgetMs} ms`,
    measured: `${name} ${at(share).toFixed(0)} ms (${at(0).toFixed(0)} to ${at(1).toFixed(0)}, ${sorted.length} times)`,
    met: at(share) <= budgetMs,
  }
}
