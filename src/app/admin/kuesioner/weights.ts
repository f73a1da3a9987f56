// Weights as a person writes them (1/9, 0,15), summed exactly: nine times 1/9 is 1, which decimals never are.

/** A fraction, always in its lowest terms. */
export interface Fraction {
  over: bigint
  under: bigint
}

export const NOTHING: Fraction = { over: 0n, under: 1n }
export const WHOLE: Fraction = { over: 1n, under: 1n }

/** More digits than this mean nothing for a weight. */
const MOST_DIGITS = 12
/** A weight that is this near to a fraction of small numbers was meant as one. */
const NEAR = 1e-12
const MOST_UNDER = 100

/** Reads `1/9`, `0,15`, `0.15` or `1`; `null` = none of these, or below zero. */
export function readWeight(typed: string): Fraction | null {
  const text = typed.replace(/\s/g, '')
  const fraction = /^(\d+)\/(\d+)$/.exec(text)
  if (fraction) return lowest(fraction[1], fraction[2])
  const decimal = /^(\d*)[.,]?(\d*)$/.exec(text)
  if (!decimal || text.replace(/\D/g, '') === '') return null
  const [, whole = '', part = ''] = decimal
  return lowest(`${whole}${part}`, `1${'0'.repeat(part.length)}`)
}

/** The sum of all; `null` where one of them cannot be read. */
export function sumOf(weights: readonly (Fraction | null)[]): Fraction | null {
  let sum = NOTHING
  for (const weight of weights) {
    if (!weight) return null
    sum = reduced(sum.over * weight.under + weight.over * sum.under, sum.under * weight.under)
  }
  return sum
}

/** How far a sum is from 1: negative = too little. */
export function beyondOne({ over, under }: Fraction): Fraction {
  return reduced(over - under, under)
}

export function isSame(a: Fraction, b: Fraction): boolean {
  return a.over === b.over && a.under === b.under
}

export function numberOf({ over, under }: Fraction): number {
  return Number(over) / Number(under)
}

/** How a stored weight is written: as a fraction of small numbers where it is one, else as a decimal. */
export function writeWeight(weight: number, decimalSign: string): string {
  for (let under = 1; under <= MOST_UNDER; under++) {
    const over = Math.round(weight * under)
    if (Math.abs(weight - over / under) > NEAR) continue
    // Tenths and hundredths read better as decimals.
    if (100 % under === 0) break
    return `${over}/${under}`
  }
  return writeDecimal(weight, decimalSign)
}

/** As in `1,19`. */
export function writeDecimal(value: number, decimalSign: string): string {
  return String(Number(value.toFixed(MOST_DIGITS))).replace('.', decimalSign)
}

/** How much is missing or over, without its sign: `1/18`, or a decimal where the fraction is no help. */
export function writeSpan(span: Fraction, decimalSign: string): string {
  const over = span.over < 0n ? -span.over : span.over
  if (100n % span.under === 0n || span.under > BigInt(MOST_UNDER))
    return String(Number(numberOf({ over, under: span.under }).toPrecision(3))).replace(
      '.',
      decimalSign,
    )
  return `${over}/${span.under}`
}

function lowest(over = '', under = ''): Fraction | null {
  if (over.length > MOST_DIGITS + 1 || under.length > MOST_DIGITS + 1) return null
  return BigInt(under) === 0n ? null : reduced(BigInt(over), BigInt(under))
}

function reduced(over: bigint, under: bigint): Fraction {
  let [a, b] = [over < 0n ? -over : over, under]
  while (b !== 0n) [a, b] = [b, a % b]
  return a === 0n ? NOTHING : { over: over / a, under: under / a }
}
