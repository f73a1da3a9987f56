// The survey periods: what is reported as one survey, and whether it is still open.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { localTimeOf } from '../../../core/period.ts'
import type { PeriodRecord, PeriodsReply } from '../../../core/wire-admin.ts'
import { fetchPeriods, removePeriod, setPeriodState } from '../../../device/admin-api.ts'
import { fetchCatalogue } from '../../../device/session-api.ts'
import { ADMIN_SURVEY_WORDS } from '../../../i18n/admin-survey.ts'
import { FRAME_WORDS } from '../../../i18n/frame.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useActing } from '../acting.ts'
import { FailureNotice } from '../failure-notice.tsx'
import { useLoaded } from '../loaded.ts'
import { go, hrefOf } from '../route.ts'
import { SectionHead } from '../section-head.tsx'
import { Failed, Loading } from '../states.tsx'
import { together } from '../together.ts'
import { PeriodForm } from './period-form.tsx'
import { type PeriodAct, PeriodTable } from './period-table.tsx'
import { ReopenDialog } from './reopen-dialog.tsx'
import './periods-section.css'
import '../list-section.css'

type Open = { act: 'add' } | { act: PeriodAct; period: PeriodRecord } | null

export function Section(): JSX.Element {
  const w = ADMIN_SURVEY_WORDS[language.value].periods
  const { loaded, reload, set } = useLoaded((signal) =>
    together(fetchPeriods(signal), fetchCatalogue(signal)),
  )
  const [open, setOpen] = useState<Open>(null)
  const [done, setDone] = useState('')
  const acting = useActing()
  const ready = loaded.state === 'ready' ? loaded.value : null
  const close = () => {
    setOpen(null)
    acting.clear()
  }
  const changed = (reply: PeriodsReply, said: string) => {
    if (ready) set([reply, ready[1]])
    setDone(said)
    close()
  }
  const title = FRAME_WORDS[language.value].sections.periode
  return (
    <>
      <SectionHead title={title}>
        {ready && (
          <Button look="main" onClick={() => setOpen({ act: 'add' })}>
            {w.add}
          </Button>
        )}
      </SectionHead>
      <p class="admin-lead">
        {w.lead} {w.sample}{' '}
        <a
          href={hrefOf({ section: 'unit' })}
          onClick={(event) => {
            if (go(hrefOf({ section: 'unit' }))) event.preventDefault()
          }}
        >
          {w.sampleLink}
        </a>
      </p>
      <div class="admin-notices">
        <Notice tone="saved">{done}</Notice>
        <FailureNotice failure={open ? null : acting.failure} />
      </div>
      {loaded.state === 'loading' && <Loading />}
      {loaded.state === 'failed' && <Failed trouble={loaded.trouble} onRetry={reload} />}
      {ready && (
        <section class="admin-card" aria-label={title}>
          {ready[0].periods.length === 0 ? (
            <p class="admin-none">{w.none}</p>
          ) : (
            <PeriodTable
              periods={ready[0].periods}
              today={todayIn(ready[1].regency.timezone)}
              onAct={(act, period) => {
                setDone('')
                acting.clear()
                setOpen({ act, period })
              }}
            />
          )}
        </section>
      )}
      {ready && open && (open.act === 'add' || open.act === 'edit') && (
        <PeriodForm
          period={open.act === 'edit' ? open.period : null}
          taken={ready[0].periods}
          today={todayIn(ready[1].regency.timezone)}
          onClose={close}
          onRenew={() => {
            close()
            reload()
          }}
          onChanged={changed}
        />
      )}
      {open?.act === 'reopen' && (
        <ReopenDialog period={open.period} onClose={close} onChanged={changed} />
      )}
      {open && (open.act === 'close' || open.act === 'remove') && (
        <Confirm
          title={(open.act === 'close' ? w.closeTitle : w.removeTitle)(open.period.name)}
          yes={w[open.act]}
          no={FRAME_WORDS[language.value].cancel}
          busy={acting.busy}
          onNo={close}
          onYes={() => {
            const { act, period } = open
            const said = (act === 'close' ? w.done.closed : w.done.removed)(period.name)
            const call = () =>
              act === 'close'
                ? setPeriodState(period.id, { state: 'closed' })
                : removePeriod(period.id)
            void acting.run(call, (reply) => changed(reply, said))
          }}
        >
          <p>{open.act === 'close' ? w.closeText : w.removeText}</p>
          <FailureNotice failure={acting.failure} />
        </Confirm>
      )}
    </>
  )
}

function todayIn(timezone: string): string {
  return localTimeOf(Date.now(), timezone).day
}
