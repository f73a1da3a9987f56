// A hand at a page of any engine: it goes to addresses, looks for words, and taps where they stand.

/** What is asked of an engine's own driver. */
export interface Driver {
  goto(url: string): Promise<void>
  reload(): Promise<void>
  /** Runs in the page; what it returns must be JSON. A promise is waited for. */
  evaluate<A, T>(inPage: (argument: A) => T | Promise<T>, argument: A): Promise<T>
  /** A real click in the middle of the element. */
  click(selector: string): Promise<void>
  /** Real keys into the element. */
  type(selector: string, text: string): Promise<void>
  screenshot(): Promise<Buffer>
  close(): Promise<void>
}

export interface Hand {
  driver: Driver
  /** The button, link or labelled choice that says exactly this; the first of the names that is there. */
  tap(...names: string[]): Promise<string>
  /** The field with this label. */
  fill(label: string, text: string): Promise<void>
  /** Until one of these texts is on the screen. @returns which */
  see(...texts: string[]): Promise<string>
  /** Until this text is gone. */
  gone(text: string): Promise<void>
}

/** Longer than a request may take that an engine began while the server was gone, and the wait after it. */
const WITHIN_MS = 70_000
/** One look into the page: short, for the page may be loaded anew under it. */
const LOOK_MS = 2000
const UNANSWERED_MS = 10_000

export function handOf(driver: Driver): Hand {
  const look = async (inPage: (sought: Sought) => Promise<string | null>, names: string[]) => {
    const until = performance.now() + WITHIN_MS
    for (;;) {
      const looking = driver
        .evaluate(inPage, { names, withinMs: LOOK_MS })
        .catch((error) => unlessLoadedAnew(error))
      const found = await Promise.race([looking, nothingAfter(UNANSWERED_MS)])
      if (found !== null) return found
      if (performance.now() > until) {
        // biome-ignore lint/performance/useDomNodeTextContent: what is hidden is not on the screen
        const shown = await driver.evaluate(() => document.body.innerText.slice(0, 600), null)
        throw new Error(`"${names.join('", "')}" in: ${shown}`)
      }
    }
  }
  return {
    driver,
    async tap(...names) {
      const found = await look(markButton, names)
      await driver.click('[data-hand]')
      return found
    },
    async fill(label, text) {
      await look(markField, [label])
      await driver.type('[data-hand]', text)
    },
    see: (...names) => look(seen, names),
    async gone(text) {
      await look(vanished, [text])
    },
  }
}

/** A driver may never answer what it asked of a page that is gone. */
function nothingAfter(ms: number): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), ms).unref())
}

/** What was asked of a page that is gone meanwhile is asked of the next. */
function unlessLoadedAnew(error: unknown): null {
  const gone = /destroyed|navigat|no such frame|unload|no such window|detached/i
  if (gone.test(String(error))) return null
  throw error
}

interface Sought {
  names: string[]
  withinMs: number
}

// Each of the functions below runs in the page alone: nothing outside of it is there.

async function markButton({ names, withinMs }: Sought): Promise<string | null> {
  const until = performance.now() + withinMs
  for (;;) {
    for (const name of names) {
      const candidates = document.querySelectorAll<HTMLElement>(
        'button:not(:disabled), a[href], label, summary',
      )
      for (const element of candidates) {
        const said = element.getAttribute('aria-label') ?? element.textContent ?? ''
        if (said.trim().replace(/\s+/g, ' ') !== name || element.offsetParent === null) continue
        for (const before of document.querySelectorAll('[data-hand]'))
          before.removeAttribute('data-hand')
        element.setAttribute('data-hand', '')
        element.scrollIntoView({ block: 'center' })
        return name
      }
    }
    if (performance.now() > until) return null
    await new Promise((resolve) => requestAnimationFrame(resolve))
  }
}

async function markField({ names, withinMs }: Sought): Promise<string | null> {
  const until = performance.now() + withinMs
  for (;;) {
    for (const label of document.querySelectorAll('label')) {
      const field = label.control
      if (!field || !(label.textContent ?? '').trim().startsWith(names[0] ?? '')) continue
      for (const before of document.querySelectorAll('[data-hand]'))
        before.removeAttribute('data-hand')
      field.setAttribute('data-hand', '')
      return names[0] ?? ''
    }
    if (performance.now() > until) return null
    await new Promise((resolve) => requestAnimationFrame(resolve))
  }
}

async function seen({ names, withinMs }: Sought): Promise<string | null> {
  const until = performance.now() + withinMs
  for (;;) {
    // biome-ignore lint/performance/useDomNodeTextContent: what is hidden is not on the screen
    const text = document.body.innerText
    const found = names.find((name) => text.includes(name))
    if (found !== undefined) return found
    if (performance.now() > until) return null
    await new Promise((resolve) => requestAnimationFrame(resolve))
  }
}

async function vanished({ names, withinMs }: Sought): Promise<string | null> {
  const until = performance.now() + withinMs
  // biome-ignore lint/performance/useDomNodeTextContent: what is hidden is not on the screen
  while (document.body.innerText.includes(names[0] ?? '')) {
    if (performance.now() > until) return null
    await new Promise((resolve) => requestAnimationFrame(resolve))
  }
  return ''
}
