// A tap that is shown for a moment before it counts, so that the finger sees what it chose.
import { useEffect, useRef, useState } from 'preact/hooks'

/** How long a choice is shown before the next question, ms; no wait where the person asked for less motion. */
const SHOWN_MS = 250

/**
 * Further taps in that moment are ignored: a bouncing finger must not answer the next question.
 * @returns the choice being shown (`null` = none yet), and the function to choose
 */
export function useConfirm<Choice>(
  then: (choice: Choice) => void,
): [Choice | null, (choice: Choice) => void] {
  const [pending, setPending] = useState<Choice | null>(null)
  const timer = useRef<number | null>(null)
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current)
    },
    [],
  )
  const choose = (choice: Choice) => {
    if (timer.current !== null) return
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return then(choice)
    setPending(choice)
    timer.current = window.setTimeout(() => then(choice), SHOWN_MS)
  }
  return [pending, choose]
}
