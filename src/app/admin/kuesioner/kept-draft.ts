// The fields as they stand, kept in this browser until the server has them: a closed tab or a dead link loses nothing.
import type { DraftForm } from './draft.ts'

const KEY = 'suara-warga:questionnaire'

export interface KeptDraft {
  /** Name of the questionnaire that it was made from. */
  current: string
  /** What it was made against, as the server named it. */
  revision: string
  form: DraftForm
}

export function keepDraft(kept: KeptDraft): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(kept))
  } catch {
    // Private mode or a full disk: the fields then last as long as the page, and the server has them within a second.
    return
  }
}

export function forgetDraft(): void {
  try {
    localStorage.removeItem(KEY)
  } catch {
    // Storage is blocked in this browser: then nothing was kept.
    return
  }
}

/** What was kept; `null` = nothing, or of another version than is asked now. */
export function keptDraft(current: string): KeptDraft | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null')
    if (typeof kept !== 'object' || kept === null || !('form' in kept)) return null
    // This browser wrote it with `keepDraft`; that it is of this version is looked at, the rest is taken at its word.
    const { current: of, revision, form } = kept as KeptDraft
    return of === current && Array.isArray(form.extras)
      ? { current, revision: `${revision}`, form }
      : null
  } catch {
    // Storage is blocked, or what stands there is none of ours.
    return null
  }
}
