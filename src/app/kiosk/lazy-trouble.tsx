// Screens of trouble are loaded only when there is some: a respondent never waits for them.
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'

type TroubleScreens = typeof import('./trouble.tsx')

export function LazyTrouble(props: {
  show: (screens: TroubleScreens) => JSX.Element
}): JSX.Element | null {
  const [screens, setScreens] = useState<TroubleScreens | null>(null)
  useEffect(() => {
    void import('./trouble.tsx').then(setScreens)
  }, [])
  return screens && props.show(screens)
}
