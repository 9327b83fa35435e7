import type { Completion as Option, CompletionContext, CompletionResult } from "@codemirror/autocomplete"
import type { EditorView } from "@codemirror/view"
import { type Place, placeInQuery } from "./place-in-query.ts"

const WORD = /^[\p{L}\p{N}_.:-]*$/u

/**
 * Completion by what stands at the cursor. `optionsAt` answers what could stand there; it is asked once a word, not once a letter.
 * Nothing opens by itself before a letter is typed, except where a name or a value is the only thing that can come.
 */
export function completeByPlace(optionsAt: (place: Place) => Promise<Option[]>) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const place = placeInQuery(context.state.doc.toString(), context.pos)
    if (!place) return null
    const isOpen = place.at === "name" || place.at === "value" || place.at === "grouping"
    if (!context.explicit && !isOpen && place.from === context.pos) return null
    const options = await optionsAt(place)
    if (context.aborted || options.length === 0) return null
    return { from: place.from, options, validFor: place.at === "value" && place.quote ? /^[^"`]*$/ : WORD }
  }
}

/** A value as it is written: in the quotes that are open, or in ones of its own; `bare` ones (numbers, keywords) without. */
export function valueOption(
  value: string,
  place: Place & { at: "value" },
  { detail, bare = false }: { detail?: string; bare?: boolean } = {},
): Option {
  const { quote } = place
  const written = quote === "`" ? value : JSON.stringify(value).slice(1, -1)
  if (!quote) return { label: value, detail, apply: bare ? value : `"${written}"` }
  return { label: value, detail, apply: (view, _, from, to) => insertInQuotes(view, { from, to }, written, quote) }
}

/** Closes the quote, or steps over the one that is there. */
function insertInQuotes(view: EditorView, { from, to }: { from: number; to: number }, written: string, quote: string): void {
  const closed = view.state.sliceDoc(to, to + 1) === quote
  const insert = closed ? written : written + quote
  view.dispatch({ changes: { from, to, insert }, selection: { anchor: from + written.length + 1 }, userEvent: "input.complete" })
}

/** Words of the language itself. */
export function wordOptions(words: string[], type: "function" | "keyword"): Option[] {
  return words.map((label) => ({ label, type }))
}
