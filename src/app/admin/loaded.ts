// Something from the server that a section stands on: on its way, there, or why not.
import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Reply } from '../../device/api.ts'
import { toSignIn } from '../leaving.ts'
import { type Trouble, troubleOf } from '../trouble.ts'

type Loaded<T> =
  | { state: 'loading' }
  | { state: 'ready'; value: T }
  | { state: 'failed'; trouble: Trouble; reply: Extract<Reply<T>, { ok: false }> }

export interface LoadedHook<T> {
  loaded: Loaded<T>
  /** Asks again; what is shown stays until the answer is there. */
  reload: () => void
  /** Takes what a change has answered. */
  set: (value: T) => void
}

/** @param load is asked once, and again after `reload` */
export function useLoaded<T>(load: (signal: AbortSignal) => Promise<Reply<T>>): LoadedHook<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: 'loading' })
  const [times, setTimes] = useState(0)
  useEffect(() => {
    const stop = new AbortController()
    void load(stop.signal).then((reply) => {
      if (stop.signal.aborted) return
      if (reply.ok) return setLoaded({ state: 'ready', value: reply.value })
      const trouble = troubleOf(reply)
      if (trouble === 'signed-out') return toSignIn(true)
      setLoaded({ state: 'failed', trouble, reply })
    })
    return () => stop.abort()
  }, [times])
  return {
    loaded,
    reload: useCallback(() => {
      setLoaded((now) => (now.state === 'failed' ? { state: 'loading' } : now))
      setTimes((count) => count + 1)
    }, []),
    set: useCallback((value: T) => setLoaded({ state: 'ready', value }), []),
  }
}
