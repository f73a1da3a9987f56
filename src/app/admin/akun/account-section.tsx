// One's own account: what must be done first, password, second factor, and leaving everywhere.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { ADMIN_PEOPLE_WORDS } from '../../../i18n/admin-people.ts'
import { FRAME_WORDS } from '../../../i18n/frame.ts'
import { language } from '../../state.ts'
import { Notice } from '../../ui/notice.tsx'
import { route } from '../route.ts'
import { SectionHead } from '../section-head.tsx'
import type { SectionProps } from '../section-props.ts'
import { EverywhereCard } from './everywhere-card.tsx'
import { FactorCard } from './factor-card.tsx'
import { PasswordCard } from './password-card.tsx'
import '../list-section.css'
import './account-section.css'

export function Section({ session, onSessionChange }: SectionProps): JSX.Element {
  const w = ADMIN_PEOPLE_WORDS[language.value]
  // One thing at a time: the others open when it is done.
  const [must] = session.must
  const [wasLed, setWasLed] = useState(must !== undefined)
  const recovered = route.value.query.has('pemulihan')
  if (must !== undefined && !wasLed) setWasLed(true)
  return (
    <div class="account-section">
      <SectionHead title={FRAME_WORDS[language.value].sections.akun} />
      <p class="admin-lead">{w.account.lead(session.username, w.people.roles[session.role])}</p>
      <div class="admin-notices">
        <Notice tone="info">
          {must && (
            <>
              <strong>{w.account.must.title}</strong>
              <p>{w.account.must[must]}</p>
            </>
          )}
        </Notice>
        <Notice tone="info">
          {recovered && session.secondFactor && w.account.factor.recovered(session.recoveryCodes)}
        </Notice>
        <Notice tone="saved">{wasLed && !must && w.account.done}</Notice>
      </div>
      {must !== 'second-factor' && (
        <PasswordCard username={session.username} onChanged={onSessionChange} />
      )}
      {must !== 'password' && <FactorCard session={session} onChanged={onSessionChange} />}
      {!must && <EverywhereCard />}
    </div>
  )
}
