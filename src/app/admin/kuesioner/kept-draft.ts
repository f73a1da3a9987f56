// The fields as they stand, kept in this browser until the server has them: a closed tab or a dead link loses nothing.
import type { DraftForm } from './draft.ts'

const KEY = 'suara-warga:questionnaire'

/** @param current name of the questionnaire that it was made from */
export function keepDraft(current: string, form: DraftForm): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ current, form }))
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
export function keptDraft(current: string): DraftForm | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null')
    if (typeof kept !== 'object' || kept === null || !('form' in kept)) return null
    // This browser wrote it with `keepDraft`; that it is of this version is looked at, the rest is taken at its word.
    const { current: of, form } = kept as { current: unknown; form: DraftForm }
    return of === current && Array.isArray(form.extras) ? form : null
  } catch {
    // Storage is blocked, or what stands there is none of ours.
    return null
  }
}
