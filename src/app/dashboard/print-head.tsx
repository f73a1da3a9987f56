// On paper only: what the figures are of, since the filters are not printed.
import { formatMoment } from '../../i18n/language.ts'
import { periodName, scopeNames } from './names.ts'
import { useSay } from './say.ts'
import type { View } from './view.ts'
import { ownWeights } from './weights-text.ts'

export function PrintHead({ view }: { view: View }) {
  const { w, language, day } = useSay()
  const { catalogue, filter, main } = view
  const weights = ownWeights(main, catalogue, { words: w, language })
  const { unit, service } = scopeNames(filter, catalogue)
  return (
    <div class="print-head">
      {main.simulated && <p class="simulated">{w.simulated}</p>}
      <p class="where">{catalogue.regency.name}</p>
      <p>
        {[unit ?? w.filter.allUnits, service, periodName(filter.period, w, language)]
          .filter(Boolean)
          .join(' · ')}{' '}
        ({day(filter.period.from)} – {day(filter.period.to)})
      </p>
      {weights && <p>{weights}</p>}
      <p>
        {w.csv.fetched} {formatMoment(view.at, language)}
      </p>
    </div>
  )
}
