// What stands in the second copy, read so that a damaged part stops no other.
import { openCache, read } from './cache.ts'

/** What comes after `prefix` in each path of the copy that begins so. */
export async function copied(prefix: string): Promise<string[]> {
  const paths = (await (await openCache()).keys()).map(({ url }) => new URL(url).pathname)
  return paths.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length))
}

/** `null` where nothing stands or what stands is damaged, which is as good as nothing. */
export async function readWhole<T>(path: string): Promise<T | null> {
  return await read<T>(path).catch((error) => {
    damaged(error)
    return null
  })
}

export function damaged(error: unknown): void {
  console.warn('Suara Warga: copy', error instanceof Error ? error.name : 'failed')
}

/** Whether both are the same text in the copy. */
export function sameInCopy(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
