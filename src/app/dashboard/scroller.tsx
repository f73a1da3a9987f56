// What may be wider or longer than its card: scrolls inside of it, by keyboard too.
import type { ComponentChildren } from 'preact'

interface ScrollerProps {
  /** What is in it. */
  label: string
  /** Only sideways. */
  wide?: boolean
  children: ComponentChildren
}

export function Scroller({ label, wide = false, children }: ScrollerProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div class={wide ? 'wide' : 'scroller'} role="group" tabIndex={0} aria-label={label}>
      {children}
    </div>
  )
}
