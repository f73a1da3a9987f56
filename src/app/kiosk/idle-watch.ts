// Notices when nobody touches the screen any more. It asks a monotonic clock, so a tablet that slept is noticed too.

export interface IdleParts {
  /** Monotonic clock, ms. */
  nowMs: () => number
  /** Calls about every second until stopped. @returns the way to stop */
  everySecond: (tick: () => void) => () => void
  /** Untouched for so long before the countdown shows, ms. */
  idleMs: () => number
  /** Length of the countdown, ms. */
  warningMs: number
  /** Whole seconds left, or `null` when the countdown ended because somebody is there. */
  onCountdown: (secondsLeft: number | null) => void
  onExpire: () => void
}

export interface IdleWatch {
  /** Somebody is there. @returns whether this ended a countdown, so that the touch means nothing else */
  touch: () => boolean
  stop: () => void
}

export function createIdleWatch(parts: IdleParts): IdleWatch {
  let touchedAt = parts.nowMs()
  let warning = false
  const stop = parts.everySecond(() => {
    const untouchedMs = parts.nowMs() - touchedAt
    const leftMs = parts.idleMs() + parts.warningMs - untouchedMs
    if (leftMs <= 0) {
      stop()
      parts.onExpire()
    } else if (untouchedMs >= parts.idleMs()) {
      warning = true
      parts.onCountdown(Math.ceil(leftMs / 1000))
    }
  })
  return {
    touch() {
      touchedAt = parts.nowMs()
      if (!warning) return false
      warning = false
      parts.onCountdown(null)
      return true
    },
    stop,
  }
}
