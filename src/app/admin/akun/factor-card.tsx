// The second factor: off, being set up, or on.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { SessionReply } from '../../../core/wire.ts'
import type { SecondFactorBegun } from '../../../core/wire-admin.ts'
import { beginSecondFactor, endSecondFactor } from '../../../device/people-api.ts'
import { whoAmI } from '../../../device/session-api.ts'
import { ADMIN_PEOPLE_WORDS } from '../../../i18n/admin-people.ts'
import { language } from '../../state.ts'
import { Chip } from '../../ui/chip.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useActing } from '../acting.ts'
import { FactorSetup } from './factor-setup.tsx'
import { PasswordAsked } from './password-asked.tsx'
import { RecoveryCard } from './recovery-card.tsx'
import { RecoveryDialog } from './recovery-dialog.tsx'

export interface FactorCardProps {
  session: SessionReply
  onChanged: (session: SessionReply) => void
}

export function FactorCard({ session, onChanged }: FactorCardProps): JSX.Element {
  const w = ADMIN_PEOPLE_WORDS[language.value].account.factor
  const [begun, setBegun] = useState<SecondFactorBegun | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const [done, setDone] = useState('')
  const beginning = useActing()
  const ending = useActing()

  /** Only when the codes were kept: the page moves on with the new session. */
  const kept = () => {
    setCodes(null)
    setDone(session.secondFactor ? w.renewed : w.activated)
    void whoAmI().then((reply) =>
      onChanged(
        reply.ok
          ? reply.value
          : {
              ...session,
              secondFactor: true,
              recoveryCodes: codes?.length ?? 0,
              must: session.must.filter((one) => one !== 'second-factor'),
            },
      ),
    )
  }
  const off = !session.secondFactor && !codes
  return (
    <section class="admin-card" aria-labelledby="factor-title">
      <h2 id="factor-title">
        {w.title} <Chip tone={off ? 'plain' : 'good'} text={off ? w.off : w.on} />
      </h2>
      <p class="admin-note">{off ? w.offText : w.onText}</p>
      <Notice tone="saved">{done}</Notice>
      {off && !begun && (
        <PasswordAsked
          act={w.begin}
          look="main"
          acting={beginning}
          onPassword={(password) => {
            setDone('')
            void beginning.run(() => beginSecondFactor(password), setBegun)
          }}
        />
      )}
      {off && begun && (
        <FactorSetup
          begun={begun}
          onCancel={() => setBegun(null)}
          onConfirmed={(given) => {
            setBegun(null)
            setCodes(given)
          }}
        />
      )}
      {!off && !codes && (
        <>
          <RecoveryCard
            left={session.recoveryCodes}
            onRenewed={(given) => {
              setDone('')
              setCodes(given)
            }}
          />
          <h3>{w.end}</h3>
          <p class="admin-note">{w.endText}</p>
          <PasswordAsked
            act={w.end}
            look="plain"
            acting={ending}
            onPassword={(password) => {
              setDone('')
              void ending.run(
                () => endSecondFactor(password),
                (changed) => {
                  setDone(w.ended)
                  onChanged(changed)
                },
              )
            }}
          />
        </>
      )}
      {codes && <RecoveryDialog username={session.username} codes={codes} onKept={kept} />}
    </section>
  )
}
