// The enumerator's app: home, an interview, a list, this phone; one screen at a time, and Back leads home.
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { DeviceSetup } from '../../core/wire.ts'
import type { Device } from '../../device/device.ts'
import type { Field } from '../../device/field.ts'
import type { InterviewDraft, InterviewRow } from '../../device/interviews.ts'
import { openInterviews } from '../../device/locks.ts'
import { ENUMERATOR_WORDS } from '../../i18n/enumerator.ts'
import { Backup, TakeIn } from '../by-hand/backup.tsx'
import { language } from '../state.ts'
import { useUpdate } from '../use-update.ts'
import { AllInterviews } from './all-interviews.tsx'
import { watchBack } from './back.ts'
import { DeviceArea } from './device-area.tsx'
import { Home } from './home.tsx'
import { Interview } from './interview.tsx'
import { wasOpen } from './interview-form.ts'
import { Panel } from './panel.tsx'
import { PinGate } from './pin-gate.tsx'
import { chosenTask, rememberTask } from './remembered.ts'
import { Seen } from './seen.tsx'
import { taskOf, tasksOf } from './tasks.ts'
import { StorageScreen } from './trouble.tsx'
import { usePhone } from './use-phone.ts'
import { useSetupRefresh } from './use-setup-refresh.ts'

type Screen =
  | { at: 'home' }
  /** `number` tells one interview from the next. */
  | { at: 'interview'; draft: InterviewDraft | null; number: number }
  | { at: 'seen'; row: InterviewRow }
  | { at: 'all' }
  | { at: 'device' }
  | { at: 'backup' }
  | { at: 'take-in' }
  /** Asks for the PIN first. */
  | { at: 'pin'; then: 'backup' | 'take-in' | 'pair' }

export interface EnumeratorProps {
  device: Device
  field: Field
  setup: DeviceSetup
}

export function Enumerator({ device, field, setup }: EnumeratorProps): JSX.Element {
  const tasks = tasksOf(setup)
  const [chosen, setChosen] = useState(chosenTask)
  const task = tasks.find(({ assignment }) => assignment?.id === chosen) ?? tasks[0]
  const { phone, failed, read } = usePhone(device, field, task.assignment)
  const [screen, setScreen] = useState<Screen>({ at: 'home' })
  const [said, setSaid] = useState('')
  const [pinGiven, setPinGiven] = useState(false)
  const backMeans = useRef<() => void>(() => undefined)
  const [back] = useState(() => watchBack(() => backMeans.current()))
  useEffect(() => back.stop, [])
  const resting = screen.at === 'home'
  useSetupRefresh(device, resting)
  const updating = useUpdate(resting)

  const open = (next: Exclude<Screen, { at: 'home' }>) => {
    back.arm()
    setSaid('')
    setScreen(next)
  }
  const home = (what = '') => {
    setSaid(what)
    setScreen({ at: 'home' })
    back.disarm()
    read()
    scrollTo(0, 0)
  }
  const guarded = (then: 'backup' | 'take-in' | 'pair') => {
    if (!pinGiven) return open({ at: 'pin', then })
    if (then === 'pair') return location.assign('/pasang')
    open({ at: then })
  }
  const goOn = async (draft: InterviewDraft, quietly = false) => {
    if (!(await openInterviews()).includes(draft.id))
      open({ at: 'interview', draft, number: Date.now() })
    else if (!quietly) setSaid(ENUMERATOR_WORDS[language.value].draftElsewhere)
  }
  useReopened(phone?.drafts, (draft) => void goOn(draft, true))
  backMeans.current = () => home()

  if (!phone)
    return failed ? (
      <StorageScreen onRetry={read} />
    ) : (
      <p class="enumerator-opening">{ENUMERATOR_WORDS[language.value].opening}</p>
    )
  const onBackMeans = (means: () => void) => {
    backMeans.current = means
  }
  switch (screen.at) {
    case 'home':
      if (failed) return <StorageScreen onRetry={read} />
      return (
        <Home
          setup={setup}
          phone={phone}
          tasks={tasks}
          task={task}
          said={said}
          updating={updating}
          onTask={({ assignment }) => {
            setChosen(assignment?.id ?? null)
            if (assignment) rememberTask(assignment.id)
          }}
          onStart={() => open({ at: 'interview', draft: null, number: Date.now() })}
          onDraft={(draft) => void goOn(draft)}
          onRow={(row) => open({ at: 'seen', row })}
          onAll={() => open({ at: 'all' })}
          onDevice={() => open({ at: 'device' })}
          onBackup={() => guarded('backup')}
        />
      )
    case 'interview':
      return (
        <Interview
          key={screen.number}
          field={field}
          setup={setup}
          task={screen.draft ? taskOf(setup, screen.draft) : task}
          draft={screen.draft}
          first={phone.latest.length === 0}
          onClose={home}
          onNext={() => open({ at: 'interview', draft: null, number: Date.now() })}
          onBackMeans={onBackMeans}
        />
      )
    case 'seen':
      return (
        <Seen
          interviews={field.interviews}
          setup={setup}
          row={screen.row}
          onBack={() => home()}
          onBackMeans={onBackMeans}
        />
      )
    case 'all':
      return (
        <AllInterviews
          interviews={field.interviews}
          setup={setup}
          drafts={phone.drafts}
          onDraft={(draft) => void goOn(draft)}
          onRow={(row) => open({ at: 'seen', row })}
          onBack={() => home()}
        />
      )
    case 'device':
      return (
        <DeviceArea
          device={device}
          setup={setup}
          status={phone.status}
          onBack={() => home()}
          onBackup={() => guarded('backup')}
          onTakeIn={() => guarded('take-in')}
          onPairAgain={() => guarded('pair')}
        />
      )
    case 'backup':
      return (
        <Backup frame={Panel} files={field.files} status={phone.status} onBack={() => home()} />
      )
    case 'take-in':
      return <TakeIn frame={Panel} device={device} files={field.files} onBack={() => home()} />
    case 'pin':
      return (
        <PinGate
          device={device}
          onBack={() => home()}
          onOpen={() => {
            setPinGiven(true)
            if (screen.then === 'pair') location.assign('/pasang')
            else setScreen({ at: screen.then })
          }}
        />
      )
  }
}

/** A page that was loaded again, or a browser that was killed: the interview on the screen is on the screen again. */
function useReopened(
  drafts: readonly InterviewDraft[] | undefined,
  goOn: (draft: InterviewDraft) => void,
): void {
  const looked = useRef(false)
  useEffect(() => {
    if (!drafts || looked.current) return
    looked.current = true
    const draft = drafts.find(wasOpen)
    if (draft) goOn(draft)
  }, [drafts])
}
