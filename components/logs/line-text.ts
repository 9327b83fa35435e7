/* oxlint-disable no-control-regex -- control characters are what is taken out here */
/** Characters of a line that stand in its row; the rest is one click away. */
export const headLength = 2048
/** Characters of a row that are searched for highlighting. */
const highlightLength = 4096

// CSI and OSC sequences, other escapes, and what is left of the C0 and C1 controls but tab and newline.
const escapes =
  /\u001B\[[0-?]*[ -/]*[@-~]|\u001B\][^\u0007\u001B]*(?:\u0007|\u001B\\)?|\u001B[@-Z\\-_]?|[\u0000-\u0008\u000B-\u001A\u001C-\u001F\u007F-\u009F]/g
// Marks that turn the direction of what follows: a line must not rewrite its neighbours.
const directions = /[\u202A-\u202E\u2066-\u2069]/g

/** Text without terminal colours, cursor moves, titles and hidden direction marks. Linear in its length. */
export function plainText(text: string): string {
  return text.replaceAll(escapes, "").replaceAll(directions, "")
}

export interface RowText {
  text: string
  /** Characters that are not in it. */
  cut: number
}

/** What a row shows of a line; `one` puts newlines into a single row. */
export function rowText(line: string, whole: boolean, one: boolean): RowText {
  const shown = whole || line.length <= headLength ? line : line.slice(0, headLength)
  const text = plainText(shown)
  return { text: one ? text.replaceAll(/[\r\n]+/g, " ⏎ ").trimEnd() : text, cut: line.length - shown.length }
}

/** Text in turns: not found, found, not found, …; case does not matter. */
export function highlighted(text: string, search: string): string[] {
  const wanted = search.trim().toLowerCase()
  if (wanted === "") return [text]
  const low = text.slice(0, highlightLength).toLowerCase()
  // Lower-casing a few letters changes their number: offsets would point elsewhere.
  if (low.length !== Math.min(text.length, highlightLength)) return [text]
  const parts: string[] = []
  let from = 0
  for (let at = low.indexOf(wanted); at >= 0; at = low.indexOf(wanted, from)) {
    parts.push(text.slice(from, at), text.slice(at, at + wanted.length))
    from = at + wanted.length
  }
  parts.push(text.slice(from))
  return parts
}

/** Characters as people say them: "950", "12 kB", "1.4 MB". */
export function sizeText(characters: number): string {
  if (characters < 1000) return String(characters)
  return characters < 1_000_000 ? `${Math.round(characters / 1000)} kB` : `${(characters / 1_000_000).toFixed(1)} MB`
}
