import { linter } from "@codemirror/lint"
import { EditorState, type Extension } from "@codemirror/state"
import type { EditorView } from "@codemirror/view"
import { LanguageType, PromQLExtension, promQLLanguage } from "@prometheus-io/codemirror-promql"
import { withoutVariables } from "./without-variables.ts"

/** PromQL's own checks, on the text with our variables filled: they stand where the grammar wants a duration or a number. */
export function promqlLint(): Extension {
  const strategy = new PromQLExtension().getLinter()
  const language = promQLLanguage(LanguageType.PromQL)
  return linter((view) => {
    const doc = withoutVariables(view.state.doc.toString())
    if (doc === undefined || doc.trim() === "") return []
    const filled = EditorState.create({ doc, extensions: language })
    return strategy.promQL()({ state: filled } as EditorView)
  })
}
