// Reads an amount in rupiah as people write it. Residents refuse illegal levies by it: what is in doubt is not guessed.

/** `fraction`: of a rupiah, which no tariff has; `unreadable`: letters, or digits that are grouped in no known way. */
export type RupiahReading =
  | { ok: true; rupiah: number }
  | { ok: false; why: 'empty' | 'fraction' | 'unreadable' }

// At most 15 digits, which a number holds exactly.
const PLAIN = /^\d{1,15}$/
const GROUPED = /^[1-9]\d{0,2}(?:([., ])\d{3})(?:\1\d{3}){0,3}$/

/**
 * `75.000`, `75.000,00`, `Rp 75.000,-` and `75000` are all 75,000; so is `75,000`, as English groups thousands.
 * Only nothing after the decimal sign is dropped: `5.000,50` is refused.
 */
export function readRupiah(typed: string): RupiahReading {
  const amount = typed
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(?:rp\.?|idr) ?/i, '')
    .replace(/ ?[,.](?:-|–|=)$/, '')
  if (amount === '') return { ok: false, why: typed.trim() === '' ? 'empty' : 'unreadable' }
  const whole = wholeOf(amount)
  if (whole !== null) return { ok: true, rupiah: whole }
  const [, before = '', sign = '', after = ''] = /^(.*\d)([.,])(\d{1,2})$/.exec(amount) ?? []
  const rupiah = before.includes(sign) ? null : wholeOf(before)
  if (rupiah === null) return { ok: false, why: 'unreadable' }
  // `75.00` may be 75 or a slip of `75.000`: a decimal point is believed only after thousands with commas.
  const sure = sign === ',' || before.includes(',')
  return sure && /^0+$/.test(after) ? { ok: true, rupiah } : { ok: false, why: 'fraction' }
}

function wholeOf(digits: string): number | null {
  return PLAIN.test(digits) || GROUPED.test(digits) ? Number(digits.replace(/\D/g, '')) : null
}
