// Answers carried by hand: a backup of this device in a file, and another device's file taken in.
import type { ComponentChildren, ComponentType, JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Device, DeviceStatus } from '../../device/device.ts'
import type { CarriedFileHere, Files, SealedFile, Sealing, TakenIn } from '../../device/files.ts'
import { BY_HAND_WORDS } from '../../i18n/by-hand.ts'
import { formatNumber } from '../../i18n/language.ts'
import { language } from '../state.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { RefusedFiles } from './refused-files.tsx'
import { SealedFiles } from './sealed-files.tsx'

/** The screen around it, as phones and kiosks have theirs. */
export type Frame = ComponentType<{
  title: string
  onBack: () => void
  children: ComponentChildren
  /** The buttons. */
  actions: ComponentChildren
}>

export interface BackupProps {
  frame: Frame
  files: Files
  status: Pick<DeviceStatus, 'unsent' | 'refused' | 'acknowledged'>
  onBack: () => void
}

export function Backup({ frame: Frame, files, status, onBack }: BackupProps): JSX.Element {
  const words = BY_HAND_WORDS[language.value]
  const number = (n: number) => formatNumber(n, language.value)
  const [made, setMade] = useState<SealedFile[]>([])
  const [problem, setProblem] = useState('')
  const save = async (seal: () => Promise<Sealing>) => {
    setProblem('')
    try {
      const sealing = await seal()
      if (sealing.ok) setMade(sealing.files)
      else setProblem(sealing.why === 'nothing' ? words.nothing : words.noRecipient)
    } catch {
      setProblem(words.saveFailed)
    }
  }
  const waiting = status.unsent + status.refused
  const items = made.reduce((sum, file) => sum + file.items, 0)
  return (
    <Frame
      title={words.save}
      onBack={onBack}
      actions={
        made.length === 0 && (
          <>
            {status.acknowledged > 0 && (
              <Button large onClick={() => void save(() => files.sealKept())}>
                {words.saveKept(number(waiting + status.acknowledged))}
              </Button>
            )}
            <Button
              large
              look="main"
              disabled={waiting === 0}
              onClick={() => void save(() => files.sealUnsent())}
            >
              {words.saveUnsent(number(waiting))}
            </Button>
          </>
        )
      }
    >
      <p class="by-hand-hint">
        {waiting === 0 ? words.saveNothing : words.saveText(number(waiting))}
      </p>
      {made.length === 0 && status.acknowledged > 0 && <p class="by-hand-hint">{words.keptText}</p>}
      <Notice tone="problem">{problem}</Notice>
      <Notice tone="info">{made.length > 0 && words.made(number(items))}</Notice>
      {made.length > 0 && <SealedFiles files={made} />}
    </Frame>
  )
}

export interface TakeInProps {
  frame: Frame
  /** What becomes of a file is seen while the screen is open. */
  device: Pick<Device, 'subscribe'>
  files: Files
  onBack: () => void
}

export function TakeIn({ frame: Frame, device, files, onBack }: TakeInProps): JSX.Element {
  const words = BY_HAND_WORDS[language.value]
  const number = (n: number) => formatNumber(n, language.value)
  const input = useRef<HTMLInputElement>(null)
  const [outcome, setOutcome] = useState<TakenIn | 'failed' | null>(null)
  const [here, setHere] = useState<{ waiting: number; refused: CarriedFileHere[] }>({
    waiting: 0,
    refused: [],
  })
  const [removeFailed, setRemoveFailed] = useState(false)
  const look = () =>
    files.waiting().then(
      (all) => {
        const refused = all.filter(({ problems }) => problems.length > 0)
        setHere({ waiting: all.length - refused.length, refused })
      },
      () => setOutcome('failed'),
    )
  const remove = async (id: string) => {
    setOutcome(null)
    setRemoveFailed(false)
    await files.removeRefused(id).catch(() => setRemoveFailed(true))
    await look()
  }
  useEffect(() => {
    void look()
    return device.subscribe(() => void look())
  }, [device, files])
  const take = async (file: File | undefined) => {
    if (!file) return
    setOutcome(await files.takeIn(file).catch(() => 'failed' as const))
    await look()
  }
  const good = outcome === 'taken' || outcome === 'here-already' || outcome === 'again'
  const delivered = files.delivered().length
  return (
    <Frame
      title={words.take}
      onBack={onBack}
      actions={
        <Button large look="main" onClick={() => input.current?.click()}>
          {words.take}
        </Button>
      }
    >
      <p class="by-hand-hint">{words.takeText}</p>
      <input
        ref={input}
        type="file"
        class="visually-hidden"
        tabIndex={-1}
        aria-label={words.take}
        onChange={({ currentTarget }) => {
          void take(currentTarget.files?.[0])
          currentTarget.value = ''
        }}
      />
      <Notice tone={good ? 'saved' : 'problem'}>
        {outcome && (outcome === 'failed' ? words.takeFailed : words.taken[outcome])}
      </Notice>
      {here.waiting > 0 && <p>{words.carriedWaiting(number(here.waiting))}</p>}
      {delivered > 0 && <p>{words.carriedDelivered(number(delivered))}</p>}
      <Notice tone="problem">{removeFailed && words.refusedFile.failed}</Notice>
      <RefusedFiles
        files={here.refused}
        onRetry={() => {
          setOutcome(null)
          files.deliverNow()
        }}
        onRemove={(id) => void remove(id)}
      />
    </Frame>
  )
}
