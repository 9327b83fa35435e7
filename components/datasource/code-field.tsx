"use client"

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete"
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands"
import { bracketMatching, syntaxHighlighting } from "@codemirror/language"
import { Annotation, Compartment, EditorState, type Extension, Prec, Transaction } from "@codemirror/state"
import { EditorView, keymap, placeholder as placeholderOf } from "@codemirror/view"
import { useEffect, useLayoutEffect, useRef } from "react"
import classes from "./code-field.module.css"
import { codeTheme, highlighting } from "./code-theme.ts"
import { variableMarks } from "./variable-marks.ts"

interface Listening {
  onChange: (text: string) => void
  onRun?: () => void
}

/**
 * One line of code that grows to ten. Mod-Enter and Shift-Enter run, Tab leaves.
 * @param language the language with its completion and checks; a new one keeps text, cursor and undo
 */
export function CodeField({
  value,
  label,
  placeholder,
  language,
  onChange,
  onRun,
}: { value: string; label: string; placeholder?: string; language: Extension } & Listening) {
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(undefined)
  const outside = useRef(new Compartment())
  const listening = useRef<Listening>({ onChange, onRun })
  useEffect(() => {
    listening.current = { onChange, onRun }
  })
  useLayoutEffect(() => {
    const made = editorIn(host.current!, [outside.current.of([]), baseExtensions(listening)])
    view.current = made
    return () => made.destroy()
  }, [])
  useLayoutEffect(() => {
    const extensions = [language, placeholderOf(placeholder ?? ""), EditorView.contentAttributes.of({ "aria-label": label })]
    view.current?.dispatch({ effects: outside.current.reconfigure(extensions) })
  }, [language, placeholder, label])
  useLayoutEffect(() => {
    const shown = view.current
    const text = shown?.state.doc.toString()
    if (!shown || text === value) return
    const cursor = Math.min(shown.state.selection.main.head, value.length)
    shown.dispatch({
      changes: { from: 0, to: shown.state.doc.length, insert: value },
      selection: { anchor: cursor },
      annotations: [fromOutside.of(true), Transaction.addToHistory.of(text !== "")],
    })
  }, [value])
  return <div ref={host} className={classes.field} />
}

const fromOutside = Annotation.define<boolean>()

function editorIn(parent: HTMLElement, extensions: Extension): EditorView {
  // The page's policy allows styles with its nonce only; every script of the page has it.
  const nonce = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce
  return new EditorView({ parent, state: EditorState.create({ extensions: [nonce ? EditorView.cspNonce.of(nonce) : [], extensions] }) })
}

function baseExtensions(listening: { current: Listening }): Extension {
  const run = () => {
    listening.current.onRun?.()
    return true
  }
  return [
    Prec.highest(
      keymap.of([
        { key: "Mod-Enter", run },
        { key: "Shift-Enter", run },
      ]),
    ),
    history(),
    closeBrackets(),
    bracketMatching(),
    autocompletion({ icons: false, maxRenderedOptions: 200 }),
    keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap]),
    EditorState.tabSize.of(2),
    EditorView.lineWrapping,
    variableMarks,
    syntaxHighlighting(highlighting),
    codeTheme,
    EditorView.updateListener.of((update) => {
      const typed = update.docChanged && !update.transactions.some((one) => one.annotation(fromOutside))
      if (typed) listening.current.onChange(update.state.doc.toString())
    }),
  ]
}
