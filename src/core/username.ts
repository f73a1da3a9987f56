// What a username is: asked for by the server, and said before it is sent.
import type { Problem } from './problem.ts'

/** In small letters, 2 to 40 characters. */
const USERNAME = /^[a-z0-9][a-z0-9._-]{1,39}$/

/** Usernames are the same in capitals and small letters. */
export function usernameKey(username: string): string {
  return username.trim().toLowerCase()
}

/** @param username as it was typed @param path of the field */
export function usernameProblems(username: string, path = 'username'): Problem[] {
  if (USERNAME.test(usernameKey(username))) return []
  return [{ code: 'username.invalid', path }]
}
