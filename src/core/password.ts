// Which passwords are taken: asked for by the server, and said before it is sent.
import type { Problem } from './problem.ts'

/** Least and most characters. */
export const PASSWORD_CHARACTERS = { least: 10, most: 256 } as const

/** Above so many characters a password counts as strong. */
const STRONG_CHARACTERS = 16

/**
 * What everybody tries first, of those long enough and no run of characters. A short list: lists of millions are of short
 * passwords, and ten tries in a quarter of an hour get through no list.
 */
const COMMON = [
  'admin123admin',
  'administrator',
  'adminadminadmin',
  'bismillah123',
  'bismillahirrahmanirrahim',
  'indonesia123',
  'indonesia1945',
  'iloveyou1234',
  'katasandi123',
  'password1234',
  'passwordpassword',
  'rahasiarahasia',
  'rahasia12345',
  'sayangku1234',
  'suarawarga123',
  'welcome12345',
]

/** Rows that a finger or a child's rhyme runs along, forth or back. */
const ROWS = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm']

export type PasswordStrength = 'short' | 'easy' | 'fair' | 'strong'

/** @param username as it was typed @param path of the field */
export function passwordProblems(password: string, username: string, path = 'password'): Problem[] {
  const { least, most } = PASSWORD_CHARACTERS
  if (password.length < least) return [{ code: 'password.short', path, detail: String(least) }]
  if (password.length > most) return [{ code: 'field.length', path, detail: String(most) }]
  return isEasy(password, username) ? [{ code: 'password.common', path }] : []
}

/** A rough word for it: length tells most, once it is none that is tried first. */
export function strengthOf(password: string, username: string): PasswordStrength {
  if (password.length < PASSWORD_CHARACTERS.least) return 'short'
  if (isEasy(password, username)) return 'easy'
  const different = new Set(password).size
  return password.length >= STRONG_CHARACTERS && different >= 8 ? 'strong' : 'fair'
}

function isEasy(password: string, username: string): boolean {
  const bare = password.toLowerCase().replace(/[\s._-]/g, '')
  if (new Set(bare).size < 4 || /^\d*$/.test(bare) || isRun(bare)) return true
  if (COMMON.includes(bare)) return true
  const rest = withoutName(bare, username.trim().toLowerCase())
  // Digits behind what everybody knows, or the same again, make no secret of it.
  const stem = rest.replace(/[\d!@#$%^&*?.]+$/, '')
  return stem === '' || stem === 'suarawarga' || 3 * rest.length < bare.length
}

/** What is left when the username and its parts are taken out. */
function withoutName(text: string, username: string): string {
  const parts = username.split(/[._-]+/)
  const names = [parts.join(''), ...parts].filter(({ length }) => length >= 2)
  return names.reduce((left, name) => left.replaceAll(name, ''), text)
}

/** Nearly every character follows from the one before it, as in `qwertyuiop12`. */
function isRun(text: string): boolean {
  let breaks = 0
  for (let i = 1; i < text.length; i++) {
    const pair = text.slice(i - 1, i + 1)
    const back = `${pair[1]}${pair[0]}`
    const follows = pair === back || ROWS.some((row) => row.includes(pair) || row.includes(back))
    if (!follows) breaks++
  }
  return breaks <= text.length / 4
}
