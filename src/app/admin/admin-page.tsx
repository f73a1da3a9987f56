// `/kelola`: who is signed in and may what, the navigation, and the section that the address names.
import type { FunctionComponent, JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { mayDo } from '../../core/roles.ts'
import type { SessionReply } from '../../core/wire.ts'
import { whoAmI } from '../../device/session-api.ts'
import { ADMIN_WORDS } from '../../i18n/admin.ts'
import { FRAME_WORDS } from '../../i18n/frame.ts'
import { toSignIn, useLeaving } from '../leaving.ts'
import { chooseLanguage, restoreLanguage } from '../planner-language.ts'
import { language } from '../state.ts'
import { type Trouble, troubleOf } from '../trouble.ts'
import { Confirm } from '../ui/confirm.tsx'
import { type NavGroup, SideNav } from '../ui/side-nav.tsx'
import { followHistory, go, hrefOf, route, settle } from './route.ts'
import type { SectionProps } from './section-props.ts'
import { SECTIONS, type SectionEntry, type SectionId } from './sections.ts'
import { Failed, Loading, StateCard } from './states.tsx'
import { waitingToLeave, whenMayLeave } from './unsaved.ts'
import './admin-page.css'

export function Page(): JSX.Element {
  const w = ADMIN_WORDS[language.value]
  const { session, trouble, setSession, retry } = useSession()
  const leaving = useLeaving()
  const allowed = session ? allowedTo(session) : []
  const { section } = route.value
  const shut = session !== null && isShut(session, section)
  const entry = shut ? undefined : (allowed.find(({ id }) => id === section) ?? allowed[0])
  useEffect(followHistory, [])
  useEffect(() => {
    // No section, or none that there is: the address says what is shown.
    if (entry && entry.id !== section) settle(hrefOf({ section: entry.id }))
  }, [entry?.id, section])
  return (
    <div class="admin">
      <a class="skip" href="#isi">
        {w.skip}
      </a>
      <SideNav
        label={w.navLabel}
        groups={session ? navGroups(session, allowed, entry?.id) : []}
        language={language.value}
        who={session?.username ?? null}
        simulated={session?.simulated ?? false}
        signOutFailed={leaving.failed}
        onSignOut={() => whenMayLeave(() => void leaving.leave())}
        onLanguage={chooseLanguage}
        onGo={go}
      />
      <main id="isi" tabIndex={-1}>
        {trouble && <Failed trouble={trouble} onRetry={retry} />}
        {!trouble && !session && <Loading />}
        {session && entry && (
          <LoadedSection key={entry.id} entry={entry} session={session} onSession={setSession} />
        )}
        {session && !entry && <StateCard {...w.trouble.forbidden} />}
      </main>
      {waitingToLeave.value && <AskToLeave leave={waitingToLeave.value} />}
    </div>
  )
}

function LoadedSection(props: {
  entry: SectionEntry
  session: SessionReply
  onSession: (session: SessionReply) => void
}): JSX.Element {
  const { entry, session, onSession } = props
  const [Section, setSection] = useState<FunctionComponent<SectionProps> | null>(null)
  const [failed, setFailed] = useState(false)
  const [tries, setTries] = useState(0)
  const title = FRAME_WORDS[language.value].sections[entry.id]
  useEffect(() => {
    entry.load().then(
      (module) => setSection(() => module.Section),
      () => setFailed(true),
    )
  }, [tries])
  useEffect(() => {
    document.title = `${title} · ${FRAME_WORDS[language.value].brand}`
  }, [title])
  if (Section) return <Section session={session} onSessionChange={onSession} />
  if (!failed) return <Loading />
  const retry = () => {
    setFailed(false)
    setTries(tries + 1)
  }
  return <Failed trouble="offline" onRetry={retry} />
}

function AskToLeave({ leave }: { leave: () => void }): JSX.Element {
  const { unsaved } = ADMIN_WORDS[language.value]
  const answered = () => {
    waitingToLeave.value = null
  }
  return (
    <Confirm
      title={unsaved.title}
      yes={unsaved.leave}
      no={unsaved.stay}
      onNo={answered}
      onYes={() => {
        answered()
        leave()
      }}
    >
      <p>{unsaved.text}</p>
    </Confirm>
  )
}

/** Who is signed in: nobody goes to the sign-in and comes back here. */
function useSession() {
  const [session, setSession] = useState<SessionReply | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [tries, setTries] = useState(0)
  useEffect(() => {
    restoreLanguage()
    const stop = new AbortController()
    void whoAmI(stop.signal).then((reply) => {
      if (stop.signal.aborted) return
      if (reply.ok) return setSession(reply.value)
      const why = troubleOf(reply)
      if (why === 'signed-out') toSignIn(false)
      else setTrouble(why)
    })
    return () => stop.abort()
  }, [tries])
  return {
    session,
    trouble,
    setSession,
    retry() {
      setTrouble(null)
      setTries(tries + 1)
    },
  }
}

/** What must be done first is done on the account's page: until then there is no other. */
function allowedTo({ role, must }: SessionReply): SectionEntry[] {
  return SECTIONS.filter(({ id, right }) =>
    must.length > 0 ? id === 'akun' : right === null || mayDo(role, right),
  )
}

/** A section that there is, for others than this account; what must be done first is done before it is said. */
function isShut(session: SessionReply, section: string): boolean {
  const is = (entry: SectionEntry) => entry.id === section
  return session.must.length === 0 && SECTIONS.some(is) && !allowedTo(session).some(is)
}

const GROUPS: readonly (readonly SectionId[])[] = [
  ['unit', 'impor', 'kuesioner', 'periode'],
  ['penugasan', 'perangkat', 'cadangan', 'orang', 'jejak', 'pengaturan'],
  ['akun'],
]

function navGroups(
  session: SessionReply,
  allowed: readonly SectionEntry[],
  current: SectionId | undefined,
): NavGroup[] {
  const { sections, dashboard } = FRAME_WORDS[language.value]
  const groups = ADMIN_WORDS[language.value].groups
  const ways = session.must.length > 0 ? [] : [{ href: '/dasbor', text: dashboard }]
  return [
    { items: ways },
    ...GROUPS.map((ids, i) => ({
      title: groups[i] ?? '',
      items: allowed
        .filter(({ id }) => ids.includes(id))
        .map(({ id }) => ({
          href: hrefOf({ section: id }),
          text: sections[id],
          current: id === current ? ('page' as const) : undefined,
        })),
    })),
  ]
}
