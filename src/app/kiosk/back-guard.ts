// The browser's Back inside a kiosk: it means "Kembali" while somebody answers, and never leads out of it.

const MARK = 'suara-warga-kiosk'

/**
 * Listens to Back and stays on the kiosk. Nothing of an answer is ever put into the history.
 * @returns `arm`: to be called in a person's touch, because browsers skip entries made without one; `stop`
 */
export function guardBack(onBack: () => void): { arm: () => void; stop: () => void } {
  const onPop = () => {
    if (isGuard(history.state)) return
    history.forward()
    onBack()
  }
  addEventListener('popstate', onPop)
  return {
    arm() {
      // One entry for the life of the page, however many people answer.
      if (!isGuard(history.state)) history.pushState(MARK, '', location.pathname)
    },
    stop: () => removeEventListener('popstate', onPop),
  }
}

function isGuard(state: unknown): boolean {
  return state === MARK
}
