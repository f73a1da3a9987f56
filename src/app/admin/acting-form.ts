// A form that asks a change of the server: what is missing is said at its field first, then it is sent, then what came of it.
import type { RefObject } from 'preact'
import { useState } from 'preact/hooks'
import type { Problem } from '../../core/problem.ts'
import { fieldText } from '../failure-text.ts'
import { language } from '../state.ts'
import { type Acting, useActing, useFocusOnProblem } from './acting.ts'

interface ActingForm {
  acting: Acting
  problems: readonly Problem[]
  /** What is wrong with one field; `null` = nothing. */
  problemAt: (path: string) => string | null
  /** Of the `form` itself. */
  form: {
    ref: RefObject<HTMLFormElement | null>
    class: string
    noValidate: true
    onSubmit: (event: Event) => void
  }
}

/**
 * @param parts.faults what can be seen without the server; nothing is sent while there is one
 * @param parts.send asks, by `acting.run`
 */
export function useActingForm(parts: {
  faults: () => Problem[]
  send: (run: Acting['run']) => Promise<void>
}): ActingForm {
  const [faults, setFaults] = useState<Problem[]>([])
  const acting = useActing()
  const ref = useFocusOnProblem(faults.length > 0 ? faults : acting.problems)
  const now = faults.length > 0 ? parts.faults() : []
  // What has been filled in since it was sent is wrong no longer.
  const left = faults.filter(({ path }) => now.some((fault) => fault.path === path))
  const problems = faults.length > 0 ? left : acting.problems
  return {
    acting,
    problems,
    problemAt: (path) => fieldText(problems, path, language.value),
    form: {
      ref,
      class: 'admin-form',
      noValidate: true,
      onSubmit(event) {
        event.preventDefault()
        const found = parts.faults()
        setFaults(found)
        if (found.length > 0) acting.clear()
        else void parts.send(acting.run)
      },
    },
  }
}

/** One `field.missing` for each of these that holds nothing but spaces. */
export function emptyAmong<K extends string>(
  fields: Readonly<Record<K, string>>,
  paths: readonly K[],
): Problem[] {
  return paths
    .filter((path) => fields[path].trim() === '')
    .map((path) => ({ code: 'field.missing', path }))
}
