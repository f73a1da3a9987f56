// What to do first: each line is computed from the figures beside it.
import { type Concern, concernsOf } from './attention.ts'
import { DashCard } from './dash-card.tsx'
import { type NamedElement, namedElements, periodName, scopeNames } from './names.ts'
import { choiceBefore } from './period-choice.ts'
import { type Say, useSay } from './say.ts'
import { comparedRows, type View } from './view.ts'
import './attention-card.css'

/** Names that a line gives before it says "and 4 more". */
const NAMES_SHOWN = 3

interface Line {
  title: string
  detail: string
  pill: string
  tone: 'bad' | 'watch' | 'note'
  /** The section that shows more of it. */
  href: string
}

export function AttentionCard({ view, id }: { view: View; id: string }) {
  const say = useSay()
  const rows = comparedRows(view)
  // With one service chosen, only that one is in question.
  const compared =
    view.filter.service === null ? rows.map((r) => ({ key: r.key, n: r.group.n })) : []
  const lines = concernsOf(view.main, compared).map((concern) => lineOf(concern, view, say))
  return (
    <DashCard id={id} title={say.w.attention.title} class="attention-card">
      {lines.length === 0 ? (
        <p class="nothing">{say.w.attention.nothing}</p>
      ) : (
        <ul>
          {lines.map(({ title, detail, pill, tone, href }) => (
            <li key={title}>
              <p class="title">
                <a href={href}>{title}</a>
              </p>
              <span class={`pill ${tone}`}>{pill}</span>
              <p class="detail">{detail}</p>
            </li>
          ))}
        </ul>
      )}
    </DashCard>
  )
}

function lineOf(concern: Concern, view: View, say: Say): Line {
  const { w, number } = say
  const a = w.attention
  const names = namedElements(view.catalogue, w, say.language)
  const before = periodName(choiceBefore(view.filter.period), w, say.language)
  switch (concern.kind) {
    case 'index-fell':
      return {
        title: a.indexFell(number(concern.by, 2)),
        detail: a.indexFellFrom(number(concern.before, 2), before),
        pill: a.pills.significant,
        tone: 'bad',
        href: '#tren',
      }
    case 'elements-fell':
      return elementsFell(concern, names, before, say)
    case 'elements-low':
      return elementsLow(concern, names, say)
    case 'levy':
      return {
        title: a.levy(number(concern.count)),
        detail: `${a.levyWhy}: ${listed(
          concern.services.map((s) => {
            const scope = scopeNames(s, view.catalogue)
            return `${scope.service} ${number(s.count)}`
          }),
          w,
        )}`,
        pill: a.pills.levy,
        tone: 'bad',
        href: '#pungli',
      }
    case 'too-few':
      return tooFew(concern, view, say)
    case 'steered':
      return {
        title: a.steered(say.share(concern.yes / concern.n)),
        detail: a.steeredWhy(number(concern.yes), number(concern.n)),
        pill: a.pills.steered,
        tone: 'note',
        href: '#keandalan',
      }
  }
}

function elementsFell(
  { elements }: Extract<Concern, { kind: 'elements-fell' }>,
  names: readonly NamedElement[],
  before: string,
  { w, number }: Say,
): Line {
  const a = w.attention
  const [first] = elements
  const one = elements.length === 1 && first
  return {
    title: one
      ? a.elementFell(nameOf(one.key, names), number(one.by, 2))
      : a.elementsFell(elements.length),
    detail: one
      ? a.elementFellFrom(number(one.before, 2), before)
      : listed(
          elements.map(({ key, by }) => `${nameOf(key, names)} ${number(by, 2)}`),
          w,
        ),
    pill: a.pills.significant,
    tone: 'bad',
    href: '#unsur',
  }
}

function elementsLow(
  { elements }: Extract<Concern, { kind: 'elements-low' }>,
  names: readonly NamedElement[],
  { w, number }: Say,
): Line {
  const a = w.attention
  const [first] = elements
  const one = elements.length === 1 && first
  return {
    title: one
      ? a.elementLow(nameOf(one.key, names), w.grades[one.grade])
      : a.elementsLow(elements.length),
    detail: one
      ? `${w.elements.nrr} ${number(one.nrr, 2)}, ${w.elements.grade} ${one.grade}`
      : listed(
          elements.map(
            ({ key, nrr, grade }) => `${nameOf(key, names)} ${number(nrr, 2)} (${grade})`,
          ),
          w,
        ),
    pill: a.pills.low,
    tone: 'watch',
    href: '#unsur',
  }
}

function tooFew(
  { groups }: Extract<Concern, { kind: 'too-few' }>,
  view: View,
  { w, number }: Say,
): Line {
  const rows = comparedRows(view)
  const title = view.filter.unit === null ? w.attention.unitsFew : w.attention.servicesFew
  return {
    title: title(groups.length),
    detail: listed(
      groups.map(
        ({ key, n }) => `${rows.find((row) => row.key === key)?.name ?? key} ${number(n)}`,
      ),
      w,
    ),
    pill: w.attention.pills.few,
    tone: 'watch',
    href: '#unit',
  }
}

function nameOf(key: string, names: readonly NamedElement[]): string {
  return names.find((name) => name.key === key)?.short ?? key
}

function listed(names: readonly string[], w: Say['w']): string {
  const more = names.length - NAMES_SHOWN
  const first = names.slice(0, more === 1 ? names.length : NAMES_SHOWN).join(', ')
  return more > 1 ? `${first}, ${w.attention.andMore(more)}` : first
}
