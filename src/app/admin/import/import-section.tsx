// The whole setup as a workbook or CSV, out and in: nothing is written before a person has seen what will change.
import type { JSX } from 'preact'
import { useRef, useState } from 'preact/hooks'
import type { ImportReply } from '../../../core/wire-admin.ts'
import { importSetup } from '../../../device/setup-api.ts'
import { ADMIN_WORDS } from '../../../i18n/admin.ts'
import { FRAME_WORDS } from '../../../i18n/frame.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useActing } from '../acting.ts'
import { FailureNotice } from '../failure-notice.tsx'
import { FileDrop } from '../file-drop.tsx'
import { go } from '../route.ts'
import { SectionHead } from '../section-head.tsx'
import { ImportPreview } from './import-preview.tsx'
import { countOf, type FileTrouble, type SetupFile, setupFileOf } from './setup-file.ts'
import './import-section.css'

type Stage =
  | { at: 'choice'; applied: number | null }
  | { at: 'preview'; file: SetupFile; reply: ImportReply; again: boolean }

export function Section(): JSX.Element {
  const w = ADMIN_WORDS[language.value].import
  const [stage, setStage] = useState<Stage>({ at: 'choice', applied: null })
  const heading = useRef<HTMLDivElement>(null)
  const acting = useActing()

  const look = (file: SetupFile, again = false) =>
    acting.run(
      () => importSetup(file.content, null),
      (reply) => {
        setStage({ at: 'preview', file, reply, again })
        heading.current?.focus()
      },
    )
  const apply = async (file: SetupFile, reply: ImportReply) => {
    let stale = false
    await acting.run(
      async () => {
        const answer = await importSetup(file.content, reply.digest)
        // Somebody changed the setup since: what they see next is the preview of what it is now.
        stale = !answer.ok && answer.problems.some(({ code }) => code === 'import.digest')
        return answer
      },
      ({ changes }) => setStage({ at: 'choice', applied: countOf(changes) }),
    )
    if (stale) await look(file, true)
  }
  return (
    <>
      <SectionHead title={FRAME_WORDS[language.value].sections.impor} />
      <p class="admin-lead">{w.lead}</p>
      {stage.at === 'choice' && <Exports />}
      <section class="admin-card">
        <div ref={heading} tabIndex={-1} class="import-focus">
          <h2>{stage.at === 'preview' ? w.previewTitle(stage.file.name) : w.title}</h2>
        </div>
        <FailureNotice failure={acting.failure} />
        {stage.at === 'choice' && (
          <>
            {stage.applied !== null && <Applied count={stage.applied} />}
            <ChooseFile busy={acting.busy} onFile={(file) => void look(file)} />
          </>
        )}
        {stage.at === 'preview' && (
          <ImportPreview
            reply={stage.reply}
            again={stage.again}
            busy={acting.busy}
            onApply={() => void apply(stage.file, stage.reply)}
            onOther={() => {
              acting.clear()
              setStage({ at: 'choice', applied: null })
            }}
          />
        )}
      </section>
    </>
  )
}

function ChooseFile(props: { busy: boolean; onFile: (file: SetupFile) => void }): JSX.Element {
  const w = ADMIN_WORDS[language.value].import
  const [trouble, setTrouble] = useState<FileTrouble | null>(null)
  return (
    <>
      <FileDrop
        accept=".xlsx,.csv"
        busy={props.busy}
        words={{ choose: props.busy ? w.reading : w.choose, drop: w.drop }}
        onFile={(file) => {
          const read = setupFileOf(file)
          setTrouble(typeof read === 'string' ? read : null)
          if (typeof read !== 'string') props.onFile(read)
        }}
      />
      <Notice tone="problem">{trouble && w[trouble]}</Notice>
    </>
  )
}

function Exports(): JSX.Element {
  const w = ADMIN_WORDS[language.value].import
  return (
    <section class="admin-card">
      <h2>{w.exportTitle}</h2>
      <p class="admin-note">{w.exportText}</p>
      <div class="admin-actions import-exports">
        <a class="button" href="/api/setup.xlsx" download>
          {w.xlsx}
        </a>
        <a class="button" href="/api/setup.csv" download>
          {w.csv}
        </a>
      </div>
    </section>
  )
}

function Applied({ count }: { count: number }): JSX.Element {
  const w = ADMIN_WORDS[language.value].import
  return (
    <div class="import-applied">
      <Notice tone="saved">{w.applied(count)}</Notice>
      <Button onClick={() => go('/kelola/unit')}>{w.seeUnits}</Button>
    </div>
  )
}
