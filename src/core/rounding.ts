// Decimal half-up rounding that binary floating point does not decide.

/**
 * Rounds a decimal half up: 2.675 gives 2.68, 88.305 gives 88.31.
 * The shortest decimal that names the number is rounded, after errors below 1e-10 of it are taken away, since a
 * mean such as 88.305 from sums and counts is not exact in binary. Negative numbers round by their size: −2.675 gives −2.68.
 * @param decimals 0 to 6
 */
export function roundHalfUp(value: number, decimals: number): number {
  const sign = value < 0 ? -1 : 1
  const [digits = '0', exponent = '0'] = Math.abs(value).toExponential(11).split('e')
  const [whole = '0', fraction = ''] = expand(digits, Number(exponent)).split('.')
  const scaled = BigInt(whole + fraction.padEnd(decimals, '0').slice(0, decimals))
  const up = Number(fraction[decimals] ?? '0') >= 5 ? 1n : 0n
  return (sign * Number(scaled + up)) / 10 ** decimals
}

/** `8.8305` × 10^1 as plain digits: `88.305`. */
function expand(digits: string, exponent: number): string {
  const [head = '0', tail = ''] = digits.split('.')
  const all = head + tail
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${all}`
  return `${all.slice(0, exponent + 1).padEnd(exponent + 1, '0')}.${all.slice(exponent + 1)}`
}
