// Chance from a seed: the same name under the same seed draws the same, whatever else is drawn meanwhile.

export interface Chance {
  /** Evenly from 0 to below 1. */
  draw(): number
  /** A whole number, both ends counted. */
  between(least: number, most: number): number
  /** True so often, 0 to 1. */
  happens(share: number): boolean
  /** One key, in proportion to its weight. */
  oneOf<K extends string>(weights: Partial<Record<K, number>>): K
}

export function chanceOf(seed: number, name: string): Chance {
  let state = hashOf(`${seed} ${name}`)
  /** Mulberry32. */
  function draw(): number {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    draw,
    between: (least, most) => least + Math.floor(draw() * (most - least + 1)),
    happens: (share) => draw() < share,
    oneOf<K extends string>(weights: Partial<Record<K, number>>): K {
      // The keys of a record are what its type says.
      const entries = Object.entries(weights) as [K, number][]
      let left = draw() * entries.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [key, weight] of entries) {
        left -= weight
        if (left < 0) return key
      }
      const last = entries.at(-1)
      if (!last) throw new Error('nothing to choose from')
      return last[0]
    },
  }
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}
