// What a text must not begin with in a file that a spreadsheet opens. Every export passes its texts through here.

/** Characters that begin a formula, also those of full width. Source: OWASP, CSV injection. */
const FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/

/** A text that a spreadsheet shows and never computes. Numbers need none of it: leave them numbers. */
export function plainCell(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text
}
