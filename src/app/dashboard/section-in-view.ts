// Which section is being read, for the mark in the navigation.
import { useEffect, useState } from 'preact/hooks'
import type { NavItem } from './side-nav.tsx'

/** @returns id of the first section that reaches into the upper part of the window */
export function useSectionInView(items: readonly NavItem[]): string | null {
  const ids = items.map(({ id }) => id).join(' ')
  const [current, setCurrent] = useState<string | null>(null)
  useEffect(() => {
    const sections = ids.split(' ').flatMap((id) => document.getElementById(id) ?? [])
    const seen = new Set<string>()
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting) seen.add(target.id)
          else seen.delete(target.id)
        }
        setCurrent(sections.find(({ id }) => seen.has(id))?.id ?? null)
      },
      // The upper third of the window, a little below its edge.
      { rootMargin: '-60px 0px -66% 0px' },
    )
    for (const section of sections) observer.observe(section)
    // The last sections never reach the upper third: at the end of the page the last one is read.
    const scrolled = () => {
      const { scrollHeight } = document.documentElement
      const last = sections[sections.length - 1]
      if (last && window.scrollY + window.innerHeight >= scrollHeight - 2) setCurrent(last.id)
    }
    window.addEventListener('scroll', scrolled, { passive: true })
    return () => {
      observer.disconnect()
      window.removeEventListener('scroll', scrolled)
    }
  }, [ids])
  return current
}
