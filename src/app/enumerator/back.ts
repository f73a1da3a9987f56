// The phone's Back: inside the app it goes one step back, at the home screen it leaves the app.

const MARK = 'suara-warga-petugas'

/** @returns `arm`: to be called in a person's touch, when the home screen is left; `disarm`: when it is back; `stop` */
export function watchBack(onBack: () => void): {
  arm: () => void
  disarm: () => void
  stop: () => void
} {
  let armed = false
  /** The way back to the home screen's entry, which the browser goes a little later. */
  let returning = false
  const onPop = () => {
    if (returning) {
      returning = false
      // Somebody was quicker, and is on another screen by now.
      if (armed) mark()
      return
    }
    if (!armed || isMark(history.state)) return
    // One step back is a step inside the screen: the next Back must find an entry again.
    history.forward()
    onBack()
  }
  addEventListener('popstate', onPop)
  return {
    arm() {
      armed = true
      if (!returning) mark()
    },
    disarm() {
      armed = false
      if (returning || !isMark(history.state)) return
      returning = true
      history.back()
    },
    stop: () => removeEventListener('popstate', onPop),
  }
}

function mark(): void {
  if (!isMark(history.state)) history.pushState(MARK, '', location.pathname)
}

function isMark(state: unknown): boolean {
  return state === MARK
}
