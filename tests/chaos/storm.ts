// What befalls the server of a run, by how many answers were given: kill -9, and in some shifts a backup and its restoring later.
import type { Chance } from './chance.ts'
import type { World } from './world.ts'

const MOST_KILLS = 8
const ANSWERS_PER_KILL = 1000

export interface Storm {
  /** One thing at a time is done at the server. */
  atServer<T>(work: () => Promise<T>): Promise<T>
  /** The server may still lose what it has: it was backed up, and is restored some time. */
  readonly mayLose: boolean
  /** @returns the way to its end: what is left of the plan befalls at once */
  begin(chance: Chance, plan: StormPlan): { end(): Promise<void> }
}

interface StormPlan {
  /** Answers of the shift. */
  n: number
  /** How many of them were given by now. */
  given(): number
  /** Under a new epoch every device offers all again, which also heals what was lost before: not in every shift. */
  restores: boolean
}

type Blow = 'kill' | 'back up' | 'restore'

export function createStorm(world: World, count: (what: string, times?: number) => void): Storm {
  let last: Promise<unknown> = Promise.resolve()
  let mayLose = false

  function atServer<T>(work: () => Promise<T>): Promise<T> {
    const next = last.then(work)
    last = next.catch(() => undefined)
    return next
  }

  async function befall(blow: Blow, downMs: number): Promise<void> {
    count(`server: ${blow}`)
    if (blow === 'back up') {
      mayLose = true
      await world.backUp()
    } else if (blow === 'restore') {
      count('answers that the restore had lost', await world.restore())
    } else {
      await world.killServer()
      await new Promise((resolve) => setTimeout(resolve, downMs))
      await world.startServer()
    }
  }

  return {
    atServer,
    get mayLose() {
      return mayLose
    },
    begin(chance, { n, given, restores }) {
      mayLose = false
      let over = false
      const storming = (async () => {
        for (const { at, blow } of planOf(chance, n, restores)) {
          const downMs = chance.between(0, 1500)
          while (!over && given() < at) await new Promise((resolve) => setTimeout(resolve, 50))
          await atServer(() => befall(blow, downMs))
        }
      })()
      return {
        async end() {
          over = true
          await storming
        },
      }
    },
  }
}

function planOf(chance: Chance, n: number, restores: boolean): { at: number; blow: Blow }[] {
  const kills = Math.max(2, Math.min(MOST_KILLS, Math.floor(n / ANSWERS_PER_KILL)))
  const backedUp: { at: number; blow: Blow }[] = [
    { at: n * (0.3 + 0.2 * chance.draw()), blow: 'back up' },
    { at: n * (0.7 + 0.2 * chance.draw()), blow: 'restore' },
  ]
  const plan = [
    ...(restores ? backedUp : []),
    ...Array.from({ length: kills }, () => ({ at: n * chance.draw(), blow: 'kill' as const })),
  ]
  return plan.sort((a, b) => a.at - b.at)
}
