// Textbook statistics over means and variances: Student's t, Welch's test. No data, no instrument.

/** What a test needs of a sample. `variance` has the divisor n − 1. */
export interface Moments {
  n: number
  mean: number
  variance: number
}

/** Mean and variance of values with counts; `null` below two values. */
export function momentsOf(
  valuesWithCounts: readonly (readonly [number, number])[],
): Moments | null {
  let n = 0
  let sum = 0
  for (const [value, count] of valuesWithCounts) {
    n += count
    sum += value * count
  }
  if (n < 2) return null
  const mean = sum / n
  // From the mean, not from sums of squares: those cancel to noise when the spread is small.
  const squares = valuesWithCounts.reduce((total, [v, count]) => total + count * (v - mean) ** 2, 0)
  return { n, mean, variance: squares / (n - 1) }
}

/**
 * Welch's test that two means are equal, without assuming equal variances; two-sided.
 * @returns `null` where it cannot be said: both variances are zero
 * Source: Welch (1947), Biometrika 34; the same as R's `t.test(a, b)`.
 */
export function welch(a: Moments, b: Moments): { t: number; df: number; p: number } | null {
  const va = a.variance / a.n
  const vb = b.variance / b.n
  if (va + vb === 0) return null
  const t = (a.mean - b.mean) / Math.sqrt(va + vb)
  const df = (va + vb) ** 2 / (va ** 2 / (a.n - 1) + vb ** 2 / (b.n - 1))
  return { t, df, p: studentTail(t, df) }
}

/** Probability that |T| is at least |t|, for Student's t with `df` degrees of freedom. */
export function studentTail(t: number, df: number): number {
  return regularizedBeta(df / (df + t * t), df / 2, 0.5)
}

/** The t with two-sided tail `p`: 0.05 gives the 97.5% quantile, `qt(0.975, df)` in R. */
export function studentQuantile(p: number, df: number): number {
  const scale = Math.exp(logGamma((df + 1) / 2) - logGamma(df / 2)) / Math.sqrt(df * Math.PI)
  const density = (t: number) => scale * (1 + (t * t) / df) ** (-(df + 1) / 2)
  // Newton from 0: the tail falls and is convex, so every step goes nearer and none goes past.
  let t = 0
  for (let i = 0; i < 200; i++) {
    const step = (studentTail(t, df) - p) / (2 * density(t))
    t += step
    if (!(step > 1e-14 * t)) break
  }
  return t
}

/**
 * Regularized incomplete beta function I_x(a, b), by its continued fraction.
 * Source: DLMF 8.17.22, evaluated by Lentz's method.
 */
function regularizedBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  // The fraction converges fast only below the mean; above it the mirror image is taken.
  if (x > (a + 1) / (a + b + 2)) return 1 - regularizedBeta(1 - x, b, a)
  const lead = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x),
  )
  return (lead / a) * betaFraction(x, a, b)
}

function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300
  const away = (value: number) => (Math.abs(value) < tiny ? tiny : value)
  let c = 1
  let d = 1 / away(1 - ((a + b) * x) / (a + 1))
  let fraction = d
  for (let m = 1; m <= 500; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / away(1 + even * d)
    c = away(1 + even / c)
    fraction *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / away(1 + odd * d)
    c = away(1 + odd / c)
    fraction *= d * c
    if (Math.abs(d * c - 1) < 1e-15) break
  }
  return fraction
}

/** Coefficients of Lanczos (1964) with g = 7, n = 9, as published by Godfrey (2001): 15 digits. */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
  -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
  1.5056327351493116e-7,
]

function logGamma(x: number): number {
  const z = x - 1
  const series = LANCZOS.reduce((sum, c, i) => (i === 0 ? c : sum + c / (z + i)), 0)
  const t = z + 7.5
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(series)
}
