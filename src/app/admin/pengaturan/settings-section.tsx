// Rules for all accounts.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Settings } from '../../../core/wire-admin.ts'
import { changeSettings, fetchSettings } from '../../../device/people-api.ts'
import { whoAmI } from '../../../device/session-api.ts'
import { ADMIN_PEOPLE_WORDS } from '../../../i18n/admin-people.ts'
import { FRAME_WORDS } from '../../../i18n/frame.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useActing } from '../acting.ts'
import { FailureNotice } from '../failure-notice.tsx'
import { useLoaded } from '../loaded.ts'
import { SectionHead } from '../section-head.tsx'
import type { SectionProps } from '../section-props.ts'
import { Failed, Loading } from '../states.tsx'
import './settings-section.css'

export function Section(props: SectionProps): JSX.Element {
  const w = ADMIN_PEOPLE_WORDS[language.value].settings
  const { loaded, reload, set } = useLoaded(fetchSettings)
  return (
    <>
      <SectionHead title={FRAME_WORDS[language.value].sections.pengaturan} />
      <p class="admin-lead">{w.lead}</p>
      {loaded.state === 'loading' && <Loading />}
      {loaded.state === 'failed' && <Failed trouble={loaded.trouble} onRetry={reload} />}
      {loaded.state === 'ready' && (
        <FactorRule {...props} settings={loaded.value} onSettings={set} onRenew={reload} />
      )}
    </>
  )
}

interface FactorRuleProps extends SectionProps {
  settings: Settings
  onSettings: (settings: Settings) => void
  onRenew: () => void
}

function FactorRule(props: FactorRuleProps): JSX.Element {
  const { session, onSessionChange, settings, onSettings } = props
  const w = ADMIN_PEOPLE_WORDS[language.value].settings
  const [done, setDone] = useState(false)
  const acting = useActing()
  const { requireSecondFactor } = settings
  const change = () => {
    setDone(false)
    void acting.run(
      () => changeSettings({ requireSecondFactor: !requireSecondFactor, was: settings }),
      (changed) => {
        onSettings(changed)
        setDone(true)
        // It may now ask something of this very account.
        void whoAmI().then((reply) => reply.ok && onSessionChange(reply.value))
      },
    )
  }
  return (
    <section class="admin-card settings-rule" aria-labelledby="factor-rule">
      <h2 id="factor-rule">
        {w.requireTitle}{' '}
        <Chip
          tone={requireSecondFactor ? 'good' : 'plain'}
          text={requireSecondFactor ? w.on : w.off}
        />
      </h2>
      <p class="admin-note">{w.requireText}</p>
      <Notice tone="info">{!requireSecondFactor && !session.secondFactor && w.requireSelf}</Notice>
      <FailureNotice
        failure={acting.failure}
        onRenew={() => {
          acting.clear()
          props.onRenew()
        }}
      />
      <Notice tone="saved">{done && w.saved}</Notice>
      <div class="admin-actions">
        <Button
          look={requireSecondFactor ? 'plain' : 'main'}
          disabled={acting.busy}
          onClick={change}
        >
          {requireSecondFactor ? w.turnOff : w.turnOn}
        </Button>
      </div>
    </section>
  )
}
