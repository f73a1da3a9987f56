// Ties the idle watch to the page: every touch and key counts, and one that ends a countdown does nothing else.
import { useEffect, useRef, useState } from 'preact/hooks'
import { largeText } from '../state.ts'
import { createIdleWatch, type IdleWatch } from './idle-watch.ts'

/** Untouched for so long before the countdown, ms; twice for a person who needs larger text or listens. */
const IDLE_MS = 45_000
const WARNING_MS = 15_000
/** A finger's click follows its touch by less than this, ms. */
const SAME_TOUCH_MS = 600

const TOUCHES = ['pointerdown', 'touchstart', 'touchmove', 'wheel', 'keydown', 'input'] as const

/**
 * @param active whether there is anything to forget
 * @returns seconds left of the countdown, or `null` while somebody is there
 */
export function useIdle(active: boolean, onExpire: () => void): number | null {
  const [secondsLeft, setSecondsLeft] = useState<number | null>(null)
  const expire = useRef(onExpire)
  expire.current = onExpire
  useEffect(() => {
    if (!active) return
    const watch = createIdleWatch({
      nowMs: () => performance.now(),
      everySecond: (tick) => {
        const timer = setInterval(tick, 1000)
        return () => clearInterval(timer)
      },
      idleMs: () => (largeText.value || window.speechSynthesis?.speaking ? 2 * IDLE_MS : IDLE_MS),
      warningMs: WARNING_MS,
      onCountdown: setSecondsLeft,
      onExpire: () => expire.current(),
    })
    const forget = listen(watch)
    return () => {
      forget()
      watch.stop()
      setSecondsLeft(null)
    }
  }, [active])
  return secondsLeft
}

function listen(watch: IdleWatch): () => void {
  let endedAt = Number.NEGATIVE_INFINITY
  const swallow = (event: Event) => {
    event.stopPropagation()
    if (event.cancelable) event.preventDefault()
  }
  const onTouch = (event: Event) => {
    if (!watch.touch()) return
    endedAt = performance.now()
    swallow(event)
  }
  // A switch or a screen reader clicks without a touch before it.
  const onClick = (event: Event) => {
    if (performance.now() - endedAt < SAME_TOUCH_MS) swallow(event)
    else onTouch(event)
  }
  const options = { capture: true, passive: false }
  for (const type of TOUCHES) addEventListener(type, onTouch, options)
  addEventListener('click', onClick, options)
  return () => {
    for (const type of TOUCHES) removeEventListener(type, onTouch, options)
    removeEventListener('click', onClick, options)
  }
}
