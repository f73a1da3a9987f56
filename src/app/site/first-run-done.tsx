// The regency is set up: the code of the first kiosk, for a tablet or for this browser, and the way to the administration.
import type { JSX } from 'preact'
import type { StartRegencyReply } from '../../core/wire-admin.ts'
import { FIRST_RUN_WORDS } from '../../i18n/first-run.ts'
import { formatTime } from '../../i18n/language.ts'
import { language } from '../state.ts'
import { Notice } from '../ui/notice.tsx'
import { Qr } from '../ui/qr.tsx'
import { SiteFrame } from './site-frame.tsx'
import './first-run-done.css'

interface FirstRunDoneProps {
  reply: StartRegencyReply
  regency: string
}

export function FirstRunDone({ reply, regency }: FirstRunDoneProps): JSX.Element {
  const w = FIRST_RUN_WORDS[language.value].done
  const { code, expiresAt } = reply.newCode
  const address = `${location.origin}/pasang`
  const withCode = `${address}#${code.replace('-', '')}`
  return (
    <SiteFrame title={w.title(regency)}>
      <h1>{w.title(regency)}</h1>
      <p class="first-run-lead">{w.text}</p>
      <div class="site-pair">
        <section class="site-card">
          <h2>{w.tabletTitle}</h2>
          <p>{w.tabletText(address)}</p>
          <div class="first-run-code">
            <Qr text={withCode} label={w.qr} />
            <p>
              <span>{w.code}</span>
              <strong translate={false}>{code}</strong>
            </p>
          </div>
          <p>{w.until(formatTime(expiresAt, language.value))}</p>
          <Notice tone="info">{isThisMachine() && w.localOnly}</Notice>
        </section>
        <section class="site-card">
          <h2>{w.hereTitle}</h2>
          <p>{w.hereText}</p>
          <a class="button button-main button-large first-run-here" href={withCode}>
            {w.here}
          </a>
          <h2>{w.manageTitle}</h2>
          <p>{w.manageText}</p>
          <a class="button button-large" href="/kelola/unit">
            {w.manage}
          </a>
        </section>
      </div>
    </SiteFrame>
  )
}

/** An address that no other machine can open. */
function isThisMachine(): boolean {
  return /^(localhost|127\.|\[::1\])/.test(location.hostname)
}
