// A change that is asked of the server: whether it is on its way, and why it did not come about.
import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Problem } from '../../core/problem.ts'
import type { Reply } from '../../device/api.ts'
import type { FailedReply } from '../failure-text.ts'
import { toSignIn } from '../leaving.ts'
import { troubleOf } from '../trouble.ts'

export interface Acting {
  busy: boolean
  failure: FailedReply | null
  /** Of a refusal; empty otherwise. */
  problems: readonly Problem[]
  /** Does nothing while another runs. An ended session leads to the sign-in. */
  run: <T>(call: () => Promise<Reply<T>>, then: (value: T) => void) => Promise<void>
  clear: () => void
}

export function useActing(): Acting {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<FailedReply | null>(null)
  const running = useRef(false)
  const drawn = useRef(true)
  useEffect(
    () => () => {
      drawn.current = false
    },
    [],
  )
  return {
    busy,
    failure,
    problems: failure?.problems ?? [],
    async run(call, then) {
      if (running.current) return
      running.current = true
      setBusy(true)
      const reply = await call()
      running.current = false
      // The section was left meanwhile: what came of it will be seen on return.
      if (!drawn.current) return
      setBusy(false)
      setFailure(reply.ok ? null : reply)
      if (reply.ok) then(reply.value)
      else if (troubleOf(reply) === 'signed-out') toSignIn(true)
    },
    clear: () => setFailure(null),
  }
}

/** Puts the focus on the first field with a problem, whenever there are new ones. */
export function useFocusOnProblem(problems: unknown): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [problems])
  return form
}
