import { Decoration, type DecorationSet, EditorView, MatchDecorator, ViewPlugin, type ViewUpdate } from "@codemirror/view"

const marks = new MatchDecorator({
  regexp: /\$\w+|\$\{[^}\n]*\}|\[\[\w+(?::\w+)?\]\]/g,
  decoration: Decoration.mark({ class: "cm-variable" }),
})

/** Variables of the dashboard look the same in every language, none of which knows them. */
export const variableMarks = [
  ViewPlugin.fromClass(
    class {
      decorations: DecorationSet
      constructor(view: EditorView) {
        this.decorations = marks.createDeco(view)
      }
      update(update: ViewUpdate) {
        this.decorations = marks.updateDeco(update, this.decorations)
      }
    },
    { decorations: (plugin) => plugin.decorations },
  ),
  EditorView.theme({ ".cm-variable, .cm-variable span": { color: "var(--code-variable)" } }),
]
