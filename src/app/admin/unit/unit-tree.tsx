// The tree of units: search, open and close, choose one.
import type { JSX } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import { upwardsFrom } from '../../../core/unit-tree.ts'
import type { Unit } from '../../../core/wire.ts'
import { ADMIN_WORDS } from '../../../i18n/admin.ts'
import { STANDARD_WORDS } from '../../../i18n/standard.ts'
import { language } from '../../state.ts'
import { CheckField, TextField } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { go } from '../route.ts'
import { unitHref } from './places.ts'
import { type Branch, found, notArchived, treeOf } from './tree.ts'
import './unit-tree.css'

/** With more than these the branches are shut at first. */
const OPEN_AT_FIRST = 60

interface UnitTreeProps {
  units: readonly Unit[]
  /** The one that is open beside the tree. */
  chosen: string | null
}

export function UnitTree({ units, chosen }: UnitTreeProps): JSX.Element {
  const w = ADMIN_WORDS[language.value].unit
  const [typed, setTyped] = useState('')
  const [withArchived, setWithArchived] = useState(false)
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set())
  const branches = useMemo(() => {
    const there = withArchived ? units : notArchived(units)
    return treeOf(found(there, typed))
  }, [units, typed, withArchived])
  const searching = typed.trim() !== ''
  const openAtFirst = units.length <= OPEN_AT_FIRST
  // What is open beside the tree must be seen in it.
  const above = useMemo(
    () => new Set(chosen === null ? [] : upwardsFrom(units, chosen).map(({ id }) => id)),
    [units, chosen],
  )
  const tree: TreeState = {
    chosen,
    isOpen: (id) => searching || turned.has(id) !== (openAtFirst || above.has(id)),
    turn: (id) => setTurned(new Set(turned.has(id) ? without(turned, id) : [...turned, id])),
  }
  return (
    <div class="unit-tree">
      <TextField label={w.search} type="search" value={typed} onInput={setTyped} />
      <div class="unit-tree-list">
        {branches.length > 0 ? (
          <nav aria-label={w.treeLabel}>
            <Branches branches={branches} tree={tree} />
          </nav>
        ) : (
          <p class="admin-note" role="status">
            {w.noMatch}
          </p>
        )}
      </div>
      {units.some(({ archived }) => archived) && (
        <CheckField label={w.showArchived} checked={withArchived} onChange={setWithArchived} />
      )}
    </div>
  )
}

interface TreeState {
  chosen: string | null
  isOpen: (id: string) => boolean
  turn: (id: string) => void
}

function Branches(props: { branches: readonly Branch[]; tree: TreeState }): JSX.Element {
  return (
    <ul>
      {props.branches.map((branch) => (
        <Row key={branch.unit.id} branch={branch} tree={props.tree} />
      ))}
    </ul>
  )
}

function Row({ branch, tree }: { branch: Branch; tree: TreeState }): JSX.Element {
  const w = ADMIN_WORDS[language.value]
  const { unit, below } = branch
  const open = below.length > 0 && tree.isOpen(unit.id)
  const href = unitHref(unit.id)
  const kind = STANDARD_WORDS[language.value].kinds[unit.kind ?? 'unit']
  return (
    <li>
      <div class={unit.archived ? 'unit-row archived' : 'unit-row'}>
        {below.length > 0 ? (
          <button
            type="button"
            aria-expanded={open}
            aria-label={(open ? w.unit.shut : w.unit.open)(unit.short)}
            onClick={() => tree.turn(unit.id)}
          >
            <Icon name="back" size={18} />
          </button>
        ) : (
          <span class="unit-row-end" />
        )}
        <a
          href={href}
          aria-current={tree.chosen === unit.id ? 'true' : undefined}
          onClick={(event) => {
            if (!event.ctrlKey && !event.metaKey && go(href)) event.preventDefault()
          }}
        >
          <strong>{unit.short}</strong>
          <small>
            {unit.archived ? w.unit.archived : kind}
            {unit.services.length > 0 && ` · ${w.regency.services(unit.services.length)}`}
          </small>
        </a>
      </div>
      {open && <Branches branches={below} tree={tree} />}
    </li>
  )
}

function without(ids: ReadonlySet<string>, id: string): string[] {
  return [...ids].filter((one) => one !== id)
}
