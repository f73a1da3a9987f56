// The page of an enumerator: opens the device, and the enumerator's app when somebody can be interviewed.
import type { JSX } from 'preact'
import { useEffect, useLayoutEffect, useState } from 'preact/hooks'
import { type Device, openDevice } from '../../device/device.ts'
import type { Field } from '../../device/field.ts'
// Comes with the app, not after it: every enumerator needs it.
import '../../device/field.ts'
import { collectingRefused } from '../../device/persistence.ts'
import { ENUMERATOR_WORDS } from '../../i18n/enumerator.ts'
import { insecureContext } from '../offline.ts'
import { language } from '../state.ts'
import { APP_VERSION } from '../version.ts'
import { Enumerator } from './enumerator.tsx'
import { becomeEnumeratorsApp } from './install.ts'
import { watchKeyboard } from './keyboard.ts'
import { restoreLanguage } from './remembered.ts'
import {
  BlockedScreen,
  InsecureScreen,
  InstallFirstScreen,
  KioskScreen,
  NotLoadedScreen,
  NotPairedScreen,
  SetupMissingScreen,
  StorageScreen,
} from './trouble.tsx'
import './enumerator-app.css'

export function Page(): JSX.Element {
  useLayoutEffect(() => {
    restoreLanguage()
    becomeEnumeratorsApp(ENUMERATOR_WORDS.id.appName)
    return watchKeyboard()
  }, [])
  useEffect(() => {
    document.title = ENUMERATOR_WORDS[language.value].appName
  }, [language.value])
  return <div class="enumerator-app">{useEnumerator()}</div>
}

type Opened = { device: Device; field: Field }

function useEnumerator(): JSX.Element {
  const [opened, setOpened] = useState<Opened | 'opening' | 'storage' | 'not-loaded'>('opening')
  const [, setChange] = useState(0)
  const [blocked, setBlocked] = useState(false)
  const open = async () => {
    setOpened('opening')
    setBlocked(false)
    const device = await openDevice(APP_VERSION, () => setBlocked(true)).catch(() => null)
    if (!device) return setOpened('storage')
    const field = await device.field().catch(() => null)
    setOpened(field ? { device, field } : 'not-loaded')
  }
  useEffect(() => void open(), [])
  useEffect(() => {
    if (typeof opened === 'string') return
    // Setup and pairing are read from the device itself while drawing.
    return opened.device.subscribe(() => setChange((n) => n + 1))
  }, [opened])
  if (insecureContext.value) return <InsecureScreen />
  if (opened === 'opening' && blocked) return <BlockedScreen />
  if (opened === 'opening')
    return <p class="enumerator-opening">{ENUMERATOR_WORDS[language.value].opening}</p>
  if (opened === 'storage') return <StorageScreen onRetry={() => void open()} />
  if (opened === 'not-loaded') return <NotLoadedScreen onRetry={() => void open()} />
  const { device, field } = opened
  // What waits here goes all the same: the device is open.
  if (collectingRefused()) return <InstallFirstScreen />
  if (!device.pairing) return <NotPairedScreen />
  if (device.pairing.device.kind !== 'enumerator') return <KioskScreen />
  if (!device.setup)
    // The screen that asked for it stays when it fails.
    return <SetupMissingScreen onRetry={() => void device.refreshSetup().catch(() => undefined)} />
  return (
    <Enumerator key={device.pairing.device.id} device={device} field={field} setup={device.setup} />
  )
}
