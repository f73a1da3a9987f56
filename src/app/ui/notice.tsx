// What came of what the person did: saved, or a problem in plain words. It keeps its place, so that it is read out when it changes.
import { type ComponentChildren, type JSX, toChildArray } from 'preact'
import { Icon } from './icon.tsx'
import './notice.css'

export interface NoticeProps {
  tone: 'saved' | 'problem' | 'info'
  /** Nothing = nothing to say: it takes no room. */
  children?: ComponentChildren
}

export function Notice({ tone, children }: NoticeProps): JSX.Element {
  const said = toChildArray(children).some((child) => child !== '')
  return (
    <div class={`notice notice-${tone}`} role={tone === 'problem' ? 'alert' : 'status'}>
      {said && (
        <>
          {tone !== 'info' && <Icon name={tone === 'saved' ? 'check' : 'alert'} size={22} />}
          <div>{children}</div>
        </>
      )}
    </div>
  )
}
