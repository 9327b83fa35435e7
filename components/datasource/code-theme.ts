import { HighlightStyle } from "@codemirror/language"
import { EditorView } from "@codemirror/view"
import { tags } from "@lezer/highlight"

/** The colours are variables of `code-field.module.css`, so that both schemes have one theme. */
export const highlighting = HighlightStyle.define([
  { tag: [tags.function(tags.variableName), tags.operatorKeyword], color: "var(--code-function)" },
  { tag: [tags.keyword, tags.modifier, tags.logicOperator, tags.atom], color: "var(--code-keyword)" },
  { tag: [tags.labelName, tags.propertyName], color: "var(--code-name)" },
  { tag: tags.string, color: "var(--code-string)" },
  { tag: tags.number, color: "var(--code-number)" },
  { tag: tags.comment, color: "var(--bongsu-dim)", fontStyle: "italic" },
])

export const codeTheme = EditorView.theme({
  "&": {
    color: "var(--bongsu-text)",
    backgroundColor: "var(--bongsu-ground)",
    border: "1px solid var(--bongsu-line)",
    borderRadius: "4px",
    fontSize: "12px",
  },
  "&.cm-focused": { outline: "none", borderColor: "var(--bongsu-accent)" },
  ".cm-scroller": { maxHeight: "206px", overflow: "auto", fontFamily: "var(--bongsu-mono)", lineHeight: "20px" },
  ".cm-content": { padding: "3px 0", caretColor: "var(--bongsu-text)" },
  ".cm-content:focus-visible": { outline: "none" },
  ".cm-line": { padding: "0 8px" },
  ".cm-placeholder": { color: "var(--bongsu-dim)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--bongsu-accent-soft)" },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "transparent" },
  ".cm-tooltip": {
    zIndex: "400",
    border: "1px solid var(--bongsu-line)",
    borderRadius: "var(--bongsu-radius)",
    backgroundColor: "var(--bongsu-raised)",
    boxShadow: "var(--bongsu-shadow)",
    color: "var(--bongsu-text)",
    overflow: "hidden",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { maxHeight: "240px", fontFamily: "var(--bongsu-mono)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "2px 8px", lineHeight: "18px" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--bongsu-accent-soft)", color: "var(--bongsu-text)" },
  ".cm-completionMatchedText": { textDecoration: "none", color: "var(--bongsu-accent-text)", fontWeight: "600" },
  ".cm-completionDetail": { marginLeft: "12px", fontStyle: "normal", color: "var(--bongsu-dim)" },
  ".cm-tooltip.cm-completionInfo": { maxWidth: "360px", padding: "6px 10px" },
  ".cm-diagnostic": { padding: "4px 8px", borderLeft: "3px solid var(--bongsu-line)" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--bongsu-firing)" },
})
