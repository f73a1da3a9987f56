// How long a password must be: asked for by the server, and said before it is sent.

/** Least and most characters. */
export const PASSWORD_CHARACTERS = { least: 12, most: 256 } as const

/** Above so many characters a password counts as strong. */
const STRONG_CHARACTERS = 16

export type PasswordStrength = 'short' | 'fair' | 'strong'

/** A rough word for it: length tells most, and one sign over and over tells nothing. */
export function strengthOf(password: string): PasswordStrength {
  if (password.length < PASSWORD_CHARACTERS.least) return 'short'
  const different = new Set(password).size
  return password.length >= STRONG_CHARACTERS && different >= 8 ? 'strong' : 'fair'
}
