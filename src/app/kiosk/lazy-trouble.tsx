// Screens of trouble are loaded only when there is some: a respondent never waits for them.
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'

type TroubleScreens = typeof import('./trouble.tsx')
const loadTrouble = () => import('./trouble.tsx')

export function LazyTrouble(props: {
  show: (screens: TroubleScreens) => JSX.Element
}): JSX.Element | null {
  return <Lazy load={loadTrouble} show={props.show} />
}

/** What `load` brings, as soon as it has come. */
export function Lazy<T>(props: {
  load: () => Promise<T>
  show: (loaded: T) => JSX.Element
}): JSX.Element | null {
  const [loaded, setLoaded] = useState<{ value: T } | null>(null)
  useEffect(() => {
    void props.load().then((value) => setLoaded({ value }))
  }, [])
  return loaded && props.show(loaded.value)
}
