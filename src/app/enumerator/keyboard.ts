// An on-screen keyboard covers half the phone: what is left is the screen, and the field in use stays in it.
import { keepAboveKeyboard } from '../form/above-keyboard.ts'

/** @returns the way to stop */
export function watchKeyboard(): () => void {
  const stop = keepAboveKeyboard()
  const viewport = window.visualViewport
  const show = () => {
    const { activeElement } = document
    if (activeElement?.matches('input, textarea'))
      activeElement.scrollIntoView({ block: 'nearest' })
  }
  // After the screen has its new height.
  const onResize = () => requestAnimationFrame(show)
  viewport?.addEventListener('resize', onResize)
  return () => {
    stop()
    viewport?.removeEventListener('resize', onResize)
  }
}
