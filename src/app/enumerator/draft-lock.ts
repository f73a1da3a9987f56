// One tab at a time has a draft open: two would write over each other.

const nameOf = (draft: string) => `suara-warga-draft-${draft}`

/** Until the tab is gone, or what is returned is called. */
export function holdDraft(draft: string): () => void {
  const left = new AbortController()
  const held = new Promise<void>((resolve) =>
    left.signal.addEventListener('abort', () => resolve()),
  )
  void navigator.locks?.request(nameOf(draft), () => held)
  return () => left.abort()
}

/** Whether another tab has it open. */
export async function isHeld(draft: string): Promise<boolean> {
  const now = await navigator.locks?.query()
  return now?.held?.some(({ name }) => name === nameOf(draft)) ?? false
}
