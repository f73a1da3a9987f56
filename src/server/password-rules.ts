// Which passwords are taken, and which usernames.
import { PASSWORD_CHARACTERS } from '../core/password.ts'
import type { Problem } from '../core/problem.ts'

const USERNAME = /^[a-z0-9][a-z0-9._-]{1,39}$/

/**
 * What everybody tries first, of those long enough. A short list: lists of millions are of short passwords, and ten tries in
 * a quarter of an hour get through no list.
 */
const COMMON = [
  '111111111111',
  '123123123123',
  '123456789012',
  '1234567890ab',
  'abcdefghijkl',
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
  'qwerty123456',
  'qwertyuiop12',
  'qwertyuiopasdf',
  'rahasiarahasia',
  'rahasia12345',
  'sayangku1234',
  'suarawarga123',
  'welcome12345',
]

/** @param username as it is stored @param path of the field */
export function passwordProblems(password: string, username: string, path = 'password'): Problem[] {
  const { least, most } = PASSWORD_CHARACTERS
  if (password.length < least) return [{ code: 'password.short', path, detail: String(least) }]
  if (password.length > most) return [{ code: 'field.length', path, detail: String(most) }]
  return isCommon(password, username) ? [{ code: 'password.common', path }] : []
}

/** @param username as it is stored: in small letters */
export function usernameProblems(username: string): Problem[] {
  if (USERNAME.test(username)) return []
  return [{ code: 'field.range', path: 'username', detail: 'a-z, 0-9, . _ -, 2 to 40' }]
}

function isCommon(password: string, username: string): boolean {
  const bare = password.toLowerCase().replace(/[\s._-]/g, '')
  const name = username.replace(/[._-]/g, '')
  // Digits behind what everybody knows, or the same again, make no secret of it.
  const stem = bare.replace(/[\d!@#$%^&*?.]+$/, '')
  if (new Set(bare).size < 4) return true
  if (COMMON.some((one) => one === bare)) return true
  return stem !== '' && (stem === name || stem === 'suarawarga' || isRepeated(stem, name))
}

function isRepeated(text: string, part: string): boolean {
  return part !== '' && text.replaceAll(part, '') === ''
}
