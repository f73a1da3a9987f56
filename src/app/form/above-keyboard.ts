// An on-screen keyboard covers the page without resizing it: a screen is made as high as what is left.

/** Keeps `--visible-height` on the document. @returns the way to stop */
export function keepAboveKeyboard(): () => void {
  const viewport = window.visualViewport
  const style = document.documentElement.style
  const resizeScreen = () => {
    if (viewport) style.setProperty('--visible-height', `${Math.round(viewport.height)}px`)
  }
  resizeScreen()
  viewport?.addEventListener('resize', resizeScreen)
  return () => {
    viewport?.removeEventListener('resize', resizeScreen)
    style.removeProperty('--visible-height')
  }
}
