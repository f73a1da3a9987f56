// Answers carried by hand: a backup of this phone in a file, and another device's file taken in.
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Files, SealedFile, TakenIn } from '../../device/files.ts'
import { PHONE_WORDS } from '../../i18n/enumerator-device.ts'
import { formatNumber } from '../../i18n/language.ts'
import { problemText } from '../../i18n/problems.ts'
import { language } from '../state.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Panel } from './panel.tsx'
import { SealedFiles } from './sealed-files.tsx'

export interface BackupProps {
  files: Files
  unsent: number
  onBack: () => void
}

export function Backup({ files, unsent, onBack }: BackupProps): JSX.Element {
  const words = PHONE_WORDS[language.value]
  const number = (n: number) => formatNumber(n, language.value)
  const [made, setMade] = useState<SealedFile[]>([])
  const [problem, setProblem] = useState('')
  const save = async () => {
    setProblem('')
    try {
      const sealing = await files.sealUnsent()
      if (sealing.ok) setMade(sealing.files)
      else setProblem(sealing.why === 'nothing' ? words.nothing : words.noRecipient)
    } catch {
      setProblem(words.saveFailed)
    }
  }
  const items = made.reduce((sum, file) => sum + file.items, 0)
  return (
    <Panel
      title={words.save}
      onBack={onBack}
      actions={
        made.length === 0 && (
          <Button large look="main" disabled={unsent === 0} onClick={() => void save()}>
            {words.save}
          </Button>
        )
      }
    >
      <p class="panel-hint">{unsent === 0 ? words.saveNothing : words.saveText(number(unsent))}</p>
      <Notice tone="problem">{problem}</Notice>
      <Notice tone="info">{made.length > 0 && words.made(number(items))}</Notice>
      {made.length > 0 && <SealedFiles files={made} />}
    </Panel>
  )
}

export interface TakeInProps {
  files: Files
  onBack: () => void
}

export function TakeIn({ files, onBack }: TakeInProps): JSX.Element {
  const words = PHONE_WORDS[language.value]
  const number = (n: number) => formatNumber(n, language.value)
  const input = useRef<HTMLInputElement>(null)
  const [outcome, setOutcome] = useState<TakenIn | 'failed' | null>(null)
  const [waiting, setWaiting] = useState<{ count: number; problems: string[] }>({
    count: 0,
    problems: [],
  })
  const look = () =>
    files.waiting().then(
      (here) =>
        setWaiting({
          count: here.length,
          problems: here.flatMap((one) =>
            one.problems.map((each) => problemText(each, language.value)),
          ),
        }),
      () => setOutcome('failed'),
    )
  useEffect(() => void look(), [])
  const take = async (file: File | undefined) => {
    if (!file) return
    setOutcome(await files.takeIn(file).catch(() => 'failed' as const))
    await look()
  }
  const good = outcome === 'taken' || outcome === 'here-already'
  const delivered = files.delivered().length
  return (
    <Panel
      title={words.take}
      onBack={onBack}
      actions={
        <Button large look="main" onClick={() => input.current?.click()}>
          {words.take}
        </Button>
      }
    >
      <p class="panel-hint">{words.takeText}</p>
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
      {waiting.count > 0 && <p>{words.carriedWaiting(number(waiting.count))}</p>}
      {delivered > 0 && <p>{words.carriedDelivered(number(delivered))}</p>}
      {waiting.problems.map((text) => (
        <p key={text}>{text}</p>
      ))}
    </Panel>
  )
}
