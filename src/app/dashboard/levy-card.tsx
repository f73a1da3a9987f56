// Signs of an illegal levy, by service: shown only where there is one.
import { DashCard } from './dash-card.tsx'
import { scopeNames } from './names.ts'
import { PlainTable } from './plain-table.tsx'
import { useSay } from './say.ts'
import { Scroller } from './scroller.tsx'
import type { View } from './view.ts'

export function LevyCard({ view }: { view: View }) {
  const { w, number, share } = useSay()
  const signs = view.main.levySigns
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
  if (signs.length === 0) return null
  return (
    <DashCard id="pungli" title={w.levy.title} class="levy-card">
      <p class="lead">{w.levy.lead}</p>
      <Scroller label={w.levy.title}>
        <PlainTable
          caption={w.levy.title}
          head={[w.levy.service, w.levy.count, w.levy.n, w.levy.share]}
          rows={signs.map((sign) => {
            const names = scopeNames(sign, view.catalogue)
            return [
              `${names.unit}: ${names.service}`,
              number(sign.count),
              number(sign.n),
              share(sign.n === 0 ? 0 : sign.count / sign.n),
            ]
          })}
        />
      </Scroller>
    </DashCard>
  )
}
