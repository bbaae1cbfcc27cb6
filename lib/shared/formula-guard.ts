/** What a spreadsheet takes for a formula by its first sign, and what would be taken for a guarded one. */
const formula = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/** A cell that a spreadsheet shows as it is: with an apostrophe before a formula's first sign (OWASP, CSV injection). */
export function guarded(cell: string): string {
  return formula.test(cell) ? `'${cell}` : cell;
}

/** The same cell read back. */
export function unguarded(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell;
}
