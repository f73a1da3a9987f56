// Keeps the screen on while the kiosk is seen; asked for again whenever the tablet comes back.

/** @returns the way to let the screen sleep again */
export function keepAwake(): () => void {
  let lock: WakeLockSentinel | null = null
  let over = false
  const ask = async () => {
    if (over || document.visibilityState !== 'visible' || !navigator.wakeLock) return
    try {
      lock = await navigator.wakeLock.request('screen')
    } catch {
      // Refused on low battery: the kiosk works on, and asks again when it is seen the next time.
      lock = null
    }
  }
  const onSeen = () => void ask()
  document.addEventListener('visibilitychange', onSeen)
  onSeen()
  return () => {
    over = true
    document.removeEventListener('visibilitychange', onSeen)
    void lock?.release()
  }
}
