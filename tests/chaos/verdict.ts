// The end of a run: rows against what people were told, tallies against rows, numbers without gaps, no honest request refused.
import type { Ledger } from './ledger.ts'
import type { Network } from './network.ts'
import type { World } from './world.ts'

const MOST_NAMED = 20

/** @returns what is broken; empty = all is well */
export async function verdictOf(
  world: World,
  ledger: Ledger,
  networks: readonly Network[],
): Promise<string[]> {
  const verified = await world.verify()
  const wrong = networks.flatMap((network) => network.wrong)
  return [
    ...(verified.ok ? [] : [`verify: ${verified.said}`]),
    ...ledger.checkGaps(verified.gaps),
    ...(await ledger.check(world.rows())),
    ...wrong
      .slice(0, MOST_NAMED)
      .map(
        ({ request, status, body }) =>
          `an honest request was answered ${status}: ${request} ${body}`,
      ),
  ]
}

/** What befell and what was answered, by kind. */
export function sayCounts(counts: readonly ReadonlyMap<string, number>[]): void {
  const sums = new Map<string, number>()
  for (const [kind, times] of counts.flatMap((each) => [...each]))
    sums.set(kind, (sums.get(kind) ?? 0) + times)
  for (const [kind, times] of [...sums].sort()) console.info(`  ${kind}: ${times}`)
}
