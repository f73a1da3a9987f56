// `/petugas`: loads the app behind it. Apart, so that the entry, which every kiosk loads, lists one file of it and not twelve.
export const { Page } = await import('./enumerator-app.tsx')
