// Chance that comes out the same for the same seed: a demonstration can be shown twice.

export interface Chance {
  /** From 0 up to, but not, 1. */
  uniform(): number
  /** Standard normal. */
  normal(): number
  happens(probability: number): boolean
  /** A whole number from 0 up to, but not, `count`. */
  below(count: number): number
  /** One of them, each as likely as its weight. */
  weighted<T>(choices: readonly (readonly [T, number])[]): T
}

/** @param seed a whole number */
export function createChance(seed: number): Chance {
  let state = seed >>> 0
  // Mulberry32 (Tommy Ettinger, 2017): 32 bits of state, good enough for a demonstration, never for secrets.
  function uniform(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  // Box and Muller (1958).
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  function weighted<T>(choices: readonly (readonly [T, number])[]): T {
    const total = choices.reduce((sum, [, weight]) => sum + weight, 0)
    let rest = uniform() * total
    for (const [choice, weight] of choices) {
      rest -= weight
      if (rest < 0) return choice
    }
    const last = choices.at(-1)
    if (!last) throw new RangeError('nothing to choose from')
    return last[0]
  }
  return {
    uniform,
    normal,
    weighted,
    happens: (probability) => uniform() < probability,
    below: (count) => Math.floor(uniform() * count),
  }
}

/** A UUIDv7 of a moment. @param timeMs ms since epoch */
export function uuidAt(timeMs: number, chance: Chance): string {
  const time = timeMs.toString(16).padStart(12, '0')
  const digits = (count: number) =>
    Array.from({ length: count }, () => chance.below(16).toString(16)).join('')
  const variant = (8 + chance.below(4)).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${digits(3)}-${variant}${digits(3)}-${digits(12)}`
}
