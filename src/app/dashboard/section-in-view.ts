// Which section is being read, for the mark in the navigation.
import { useEffect, useState } from 'preact/hooks'

export interface SectionLink {
  /** Of the section. */
  id: string
  text: string
}

/** @returns id of the first section that reaches into the upper part of the window */
export function useSectionInView(sections: readonly SectionLink[]): string | null {
  const ids = sections.map(({ id }) => id).join(' ')
  const [current, setCurrent] = useState<string | null>(null)
  useEffect(() => {
    const found = ids.split(' ').flatMap((id) => document.getElementById(id) ?? [])
    const seen = new Set<string>()
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting) seen.add(target.id)
          else seen.delete(target.id)
        }
        setCurrent(found.find(({ id }) => seen.has(id))?.id ?? null)
      },
      // The upper third of the window, a little below its edge.
      { rootMargin: '-60px 0px -66% 0px' },
    )
    for (const section of found) observer.observe(section)
    // The last sections never reach the upper third: at the end of the page the last one is read.
    const scrolled = () => {
      const { scrollHeight } = document.documentElement
      const last = found[found.length - 1]
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
