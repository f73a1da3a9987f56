// Hands a sealed file to the system's share sheet, where there is one that takes files.
import type { SealedFile } from './files.ts'

/** What of `navigator` only a page has, and not every page: the part that runs in a worker too does not know it. */
interface Sharing {
  canShare?(data: { files: File[] }): boolean
  share?(data: { files: File[]; title: string }): Promise<void>
}

/**
 * The file as share sheets take it. Chromium shares no name but those of texts, pictures and the like, so it goes as lines
 * of text, which the `age` command reads too. `null`: this browser shares no files, so they are downloaded.
 */
export async function shareable(sealed: Omit<SealedFile, 'kept'>): Promise<File | null> {
  const sharing = navigator as unknown as Sharing
  const { armored } = await import('./seal.ts')
  const file = new File([armored(sealed.bytes)], `${sealed.name}.txt`, { type: 'text/plain' })
  return sharing.share && sharing.canShare?.({ files: [file] }) ? file : null
}

/**
 * Must be called in the person's own tap: make the file before. @returns `failed` = the system would not; a download is left
 */
export async function shareFile(file: File): Promise<'shared' | 'cancelled' | 'failed'> {
  const sharing = navigator as unknown as Sharing
  try {
    await sharing.share?.({ files: [file], title: file.name })
    return 'shared'
  } catch (error) {
    return error instanceof Error && error.name === 'AbortError' ? 'cancelled' : 'failed'
  }
}
