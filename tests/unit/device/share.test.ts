// What a share sheet gets: lines of text, for Chromium shares no file of a name that it does not know.
import { afterEach, describe, expect, test, vi } from 'vitest'
import { unarmored } from '../../../src/device/seal.ts'
import { shareable, shareFile } from '../../../src/device/share.ts'

const sealed = { name: 'suara-warga_14-jawaban.age', bytes: new Uint8Array(500).fill(7), items: 14 }

afterEach(() => vi.unstubAllGlobals())

/** A browser whose share sheet takes files, or as said. */
function sharing(share: () => Promise<void>, canShare = true): void {
  vi.stubGlobal('navigator', { canShare: () => canShare, share })
}

describe('a share sheet', () => {
  test('gets the whole file as text', async () => {
    sharing(async () => undefined)
    const file = await shareable(sealed)
    expect(file?.name).toBe('suara-warga_14-jawaban.age.txt')
    expect(file?.type).toBe('text/plain')
    const bytes = new Uint8Array((await file?.arrayBuffer()) ?? [])
    expect(unarmored(bytes)).toEqual(sealed.bytes)
    expect(file && (await shareFile(file))).toBe('shared')
  })

  test('that takes no files, or is not there, leaves the download', async () => {
    sharing(async () => undefined, false)
    expect(await shareable(sealed)).toBeNull()
    vi.stubGlobal('navigator', {})
    expect(await shareable(sealed)).toBeNull()
  })

  test('that a person closes is told from one that fails', async () => {
    const file = new File([], 'a.age.txt')
    sharing(() => Promise.reject(new DOMException('', 'AbortError')))
    expect(await shareFile(file)).toBe('cancelled')
    sharing(() => Promise.reject(new DOMException('', 'NotAllowedError')))
    expect(await shareFile(file)).toBe('failed')
  })
})
