// The planner's dashboard: reads the filter from the address, loads, shows, and keeps both in step.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { localTimeOf } from '../../core/period.ts'
import { mayDo } from '../../core/roles.ts'
import type { SessionReply } from '../../core/wire.ts'
import { whoAmI } from '../../device/session-api.ts'
import { FRAME_WORDS } from '../../i18n/frame.ts'
import { toSignIn, useLeaving } from '../leaving.ts'
import { chooseLanguage, restoreLanguage } from '../planner-language.ts'
import { saveFile } from '../save-file.ts'
import type { Trouble } from '../trouble.ts'
import { type NavGroup, SideNav } from '../ui/side-nav.tsx'
import { askServer } from './ask.ts'
import { csvFileName, csvRows } from './csv-rows.ts'
import { csvText, noteResults } from './download.ts'
import { Figures } from './figures.tsx'
import { type Filter, filterQuery, parseFilter, withUnit } from './filter.ts'
import { createLoader, type Shown } from './loader.ts'
import { periodName } from './names.ts'
import { namedChoice } from './period-choice.ts'
import { startRefreshing } from './refresher.ts'
import { type Say, useSay } from './say.ts'
import { type SectionLink, useSectionInView } from './section-in-view.ts'
import { Empty, Failed, Skeleton, UnknownFilter } from './states.tsx'
import { TopBar } from './top-bar.tsx'
import './dashboard.css'
import './print.css'

export function Page() {
  const say = useSay()
  const session = useSession()
  const { shown, filter, setFilter, retry } = useFigures()
  const catalogue = shown.state === 'ready' ? shown.view.catalogue : shown.catalogue
  const items = navItems(shown, say)
  const current = useSectionInView(items)
  const simulated = catalogue?.simulated ?? session?.simulated ?? false
  // The one asked for, and until its period is settled the one that is shown.
  const asked = filter.period && namedChoice(filter.period, catalogue?.periods ?? [])
  const settled = asked ?? (shown.state === 'ready' ? shown.view.filter : shown.filter).period
  const leaving = useLeaving()
  useTitle(say, shown)
  return (
    <div class="dashboard">
      <a class="skip" href="#angka">
        {say.w.skip}
      </a>
      <SideNav
        label={say.w.nav.label}
        groups={[
          {
            items: items.map(({ id, text }) => ({
              href: `#${id}`,
              text,
              current: id === current ? 'true' : undefined,
            })),
          },
          ...manageLinks(session, say),
        ]}
        language={say.language}
        who={session?.username ?? null}
        simulated={simulated}
        signOutFailed={leaving.failed}
        onSignOut={() => void leaving.leave()}
        onLanguage={chooseLanguage}
      />
      <main id="angka" tabIndex={-1}>
        <TopBar
          shown={shown}
          catalogue={catalogue}
          filter={{ ...filter, period: settled }}
          today={localTimeOf(Date.now(), catalogue?.regency.timezone ?? 'Asia/Jakarta').day}
          mayOpenDevices={session !== null && mayDo(session.role, 'devices.read')}
          onFilter={setFilter}
          onCsv={async (view) => {
            const text = await csvText(csvRows(view, say.w, say.language), say.language)
            await noteResults(view)
            saveFile(csvFileName(view), text, 'text/csv')
          }}
        />
        <Content shown={shown} onFilter={setFilter} onRetry={retry} />
      </main>
      <p class="unseen" role="status">
        {shown.state === 'ready' &&
          (shown.busy
            ? say.w.bar.updating
            : say.w.bar.updated(periodName(shown.view.filter.period, say.w, say.language)))}
      </p>
    </div>
  )
}

interface ContentProps {
  shown: Shown
  onFilter: (filter: Filter) => void
  onRetry: () => void
}

function Content({ shown, onFilter, onRetry }: ContentProps) {
  switch (shown.state) {
    case 'loading':
      return <Skeleton />
    case 'failed':
      return <Failed trouble={shown.trouble} onRetry={onRetry} />
    case 'unknown':
      return <UnknownFilter onShowAll={() => onFilter(withUnit(shown.filter, null))} />
    case 'ready':
      return shown.view.main.n === 0 ? (
        <Empty view={shown.view} onFilter={onFilter} />
      ) : (
        <Figures view={shown.view} busy={shown.busy} onFilter={onFilter} />
      )
  }
}

/** The filter lives in the address; the figures follow it. */
function useFigures() {
  const [filter, setState] = useState<Filter>(() => parseFilter(location.search))
  const [shown, show] = useState<Shown>({ state: 'loading', catalogue: null, filter })
  const query = useRef(filterQuery(filter))
  const hadFigures = useRef(false)
  const trouble = useRef<Trouble | null>(null)
  trouble.current = 'trouble' in shown ? shown.trouble : null
  const loader = useMemo(
    () =>
      createLoader({
        ...askServer,
        now: Date.now,
        show,
        signedOut: () => toSignIn(hadFigures.current),
      }),
    [],
  )

  function open(next: Filter) {
    query.current = filterQuery(next)
    setState(next)
    void loader.open(next)
  }

  useEffect(() => {
    if (shown.state === 'ready') hadFigures.current = true
  }, [shown.state])

  useEffect(() => {
    const asked = parseFilter(location.search)
    // What could not be read does not stay in the address: a link must not say other than it shows.
    if (location.search !== filterQuery(asked))
      history.replaceState(null, '', `${location.pathname}${filterQuery(asked)}${location.hash}`)
    open(asked)
    const travelled = () => {
      const next = parseFilter(location.search)
      // A step to another section changes the address too, but not the figures.
      if (filterQuery(next) !== query.current) open(next)
    }
    window.addEventListener('popstate', travelled)
    const stop = startRefreshing({
      document,
      window,
      trouble: () => trouble.current,
      refresh: () => void loader.refresh(),
    })
    return () => {
      window.removeEventListener('popstate', travelled)
      stop()
      loader.close()
    }
  }, [])

  return {
    shown,
    filter,
    setFilter(next: Filter) {
      if (filterQuery(next) === query.current) return
      history.pushState(null, '', `${location.pathname}${filterQuery(next)}`)
      open(next)
    },
    retry: () => void loader.open(filter),
  }
}

/** Who is signed in; `null` until it is known, or where it cannot be asked. */
function useSession(): SessionReply | null {
  const [session, setSession] = useState<SessionReply | null>(null)
  useEffect(() => {
    restoreLanguage()
    const stop = new AbortController()
    // Without a reply only the name is missing; an ended session is told by the figures.
    void whoAmI(stop.signal).then((reply) => {
      if (!reply.ok) return
      if (reply.value.must.length > 0) location.replace('/kelola/akun')
      else setSession(reply.value)
    })
    return () => stop.abort()
  }, [])
  return session
}

function navItems(shown: Shown, { w }: Say): SectionLink[] {
  if (shown.state !== 'ready' || shown.view.main.n === 0) return []
  const levy = shown.view.main.levySigns.some(({ count }) => count > 0)
  const extras = shown.view.main.extras.some(({ n }) => n > 0)
  return [
    { id: 'ringkasan', text: w.nav.summary },
    { id: 'unsur', text: w.nav.elements },
    { id: 'unit', text: w.nav.units },
    { id: 'tren', text: w.nav.trend },
    { id: 'hari', text: w.nav.days },
    { id: 'responden', text: w.nav.respondents },
    ...(extras ? [{ id: 'tambahan', text: w.extras.title }] : []),
    ...(levy ? [{ id: 'pungli', text: w.nav.levy }] : []),
    { id: 'keandalan', text: w.nav.method },
  ]
}

/** The ways to `/kelola` that the account has use for. */
function manageLinks(session: SessionReply | null, { language }: Say): NavGroup[] {
  if (!session) return []
  const { manage, sections } = FRAME_WORDS[language]
  const ids = mayDo(session.role, 'setup.change')
    ? (['unit', 'perangkat', 'orang', 'akun'] as const)
    : (['akun'] as const)
  return [
    { title: manage, items: ids.map((id) => ({ href: `/kelola/${id}`, text: sections[id] })) },
  ]
}

function useTitle({ w, language }: Say, shown: Shown): void {
  useEffect(() => {
    const period = shown.state === 'ready' ? shown.view.filter.period : null
    document.title = period ? `${periodName(period, w, language)} · ${w.brand}` : w.brand
  }, [shown, w, language])
}
