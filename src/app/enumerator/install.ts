// Installed as an app of its own: its manifest, the browser's offer kept until the right moment, and whether it is installed.
import { signal } from '@preact/signals'

/** Only Chromium has this event, and no type library of ours knows it. */
interface InstallOffer extends Event {
  prompt(): Promise<unknown>
}

const offer = signal<InstallOffer | null>(null)

/** The browser would install it if it were asked. */
export const installOffered = (): boolean => offer.value !== null

export function isInstalled(): boolean {
  const standalone = (navigator as { standalone?: boolean }).standalone === true
  return standalone || matchMedia('(display-mode: standalone), (display-mode: fullscreen)').matches
}

/** iPhone, iPad, also one that says it is a Mac. */
export function isApple(): boolean {
  const { userAgent, maxTouchPoints } = navigator
  return /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1)
}

/** An offer is good once. */
export async function install(): Promise<void> {
  const kept = offer.value
  offer.value = null
  await kept?.prompt()
}

/** The document becomes the enumerator's: manifest, name on a home screen, room for the on-screen keyboard. */
export function becomeEnumeratorsApp(name: string): void {
  document.querySelector('link[rel=manifest]')?.setAttribute('href', '/petugas.webmanifest')
  document.querySelector('link[rel=apple-touch-icon]')?.setAttribute('href', '/petugas-192.png')
  setMeta('apple-mobile-web-app-title', name)
  setMeta(
    'viewport',
    'width=device-width, initial-scale=1, interactive-widget=resizes-content, viewport-fit=cover',
  )
}

function setMeta(name: string, content: string): void {
  const found = document.querySelector(`meta[name=${name}]`)
  if (found) return found.setAttribute('content', content)
  const meta = document.createElement('meta')
  meta.setAttribute('name', name)
  meta.setAttribute('content', content)
  document.head.append(meta)
}

addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault()
  // The event has this name in Chromium alone, and there it has `prompt`.
  offer.value = event as InstallOffer
})
addEventListener('appinstalled', () => {
  offer.value = null
})
