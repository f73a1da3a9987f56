// What to look for in the trail.
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { AUDIT_ACTIONS, type AuditAction } from '../../../core/wire-admin.ts'
import { ADMIN_PEOPLE_WORDS } from '../../../i18n/admin-people.ts'
import { language } from '../../state.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { type AuditFilter, isBackwards, NO_FILTER } from './filter.ts'
import './audit-section.css'

export interface AuditSearchProps {
  filter: AuditFilter
  onSearch: (filter: AuditFilter) => void
}

export function AuditSearch({ filter, onSearch }: AuditSearchProps): JSX.Element {
  const w = ADMIN_PEOPLE_WORDS[language.value].audit
  const [typed, setTyped] = useState(filter)
  const [backwards, setBackwards] = useState(false)
  const field = (key: 'text' | 'who' | 'from' | 'to', hint?: string) => (
    <TextField
      label={w[key]}
      type={key === 'from' || key === 'to' ? 'date' : key === 'text' ? 'search' : 'text'}
      code
      {...(hint ? { placeholder: hint } : {})}
      value={typed[key]}
      problem={key === 'to' && backwards ? w.backwards : null}
      onInput={(value) => setTyped({ ...typed, [key]: value })}
    />
  )
  const filled = Object.values(typed).some((value) => value !== '')
  return (
    <form
      class="audit-search admin-card"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setBackwards(isBackwards(typed))
        if (!isBackwards(typed)) onSearch(typed)
      }}
    >
      {field('text', w.textHint)}
      <SelectField
        label={w.action}
        value={typed.action}
        options={[{ value: '' as const, text: w.anyAction }, ...actionOptions()]}
        onChange={(action) => setTyped({ ...typed, action })}
      />
      {field('who', w.whoHint)}
      {field('from')}
      {field('to')}
      <div class="admin-actions">
        <Button look="main" type="submit" onClick={() => undefined}>
          {w.apply}
        </Button>
        {filled && (
          <Button
            look="quiet"
            onClick={() => {
              setTyped(NO_FILTER)
              setBackwards(false)
              onSearch(NO_FILTER)
            }}
          >
            {w.clear}
          </Button>
        )}
      </div>
    </form>
  )
}

function actionOptions(): { value: AuditAction | ''; text: string }[] {
  const { actions, groups } = ADMIN_PEOPLE_WORDS[language.value].audit
  return AUDIT_ACTIONS.map((action) => ({
    value: action,
    text: `${groups[action.split('.')[0] ?? ''] ?? ''}: ${actions[action]}`,
  }))
}
