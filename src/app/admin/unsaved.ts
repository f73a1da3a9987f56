// What was typed and not saved is never lost silently: every way out of a form asks first.
import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'

/** Forms on the screen that hold something unsaved. */
let unsavedForms = 0

/** What waits for the person to say whether it may happen; drawn as a question by the page. */
export const waitingToLeave = signal<(() => void) | null>(null)

export function isUnsaved(): boolean {
  return unsavedForms > 0
}

/** Does it at once where nothing is unsaved, else once the person has agreed to lose it. */
export function whenMayLeave(leave: () => void): void {
  if (unsavedForms === 0) leave()
  else waitingToLeave.value = leave
}

/** Says, for as long as the form is drawn, whether it holds something unsaved. */
export function useUnsaved(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) return
    unsavedForms += 1
    // The browser asks in its own words.
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => {
      unsavedForms -= 1
      removeEventListener('beforeunload', ask)
    }
  }, [unsaved])
}
