// Ids made from names: short, plain, and each of its kind once.

/** An id has at most this many characters. */
const MOST_CHARACTERS = 50

/**
 * An id from a name, as in `puskesmas-buntok`; of two alike the later ends in `-2`.
 * @param otherwise where nothing of the name can stand in an id
 */
export function freeSlug(name: string, taken: ReadonlySet<string>, otherwise: string): string {
  const slug = slugOf(name) || otherwise
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? slug : `${slug}-${n}`
    if (!taken.has(candidate)) return candidate
  }
}

function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MOST_CHARACTERS)
    .replace(/^-+|-+$/g, '')
}
