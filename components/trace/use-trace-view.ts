import { useMemo, useReducer } from "react"
import type { Frame } from "#lib/frame/frame.ts"
import { criticalPath, type Segment, selfTimes } from "./path.ts"
import { matching, moveBy, revealed, visibleSpans } from "./rows.ts"
import { type SpanTree, treeOf } from "./tree.ts"

export interface TraceView {
  tree: SpanTree
  own: Float64Array
  /** Parts of the critical path by span. */
  path: Map<number, Segment[]>
  rows: Int32Array
  matches: Uint8Array | undefined
  state: ViewState
  dispatch: (action: Action) => void
}

export interface ViewState {
  collapsed: ReadonlySet<number>
  /** −1: none. */
  selected: number
  search: string
  errorsOnly: boolean
  /** Part of the time that is shown; undefined: all. */
  zoom: { fromMs: number; toMs: number } | undefined
}

export type Action =
  | { type: "select"; span: number }
  | { type: "toggle"; span: number }
  | { type: "search"; search: string }
  | { type: "errors"; only: boolean }
  | { type: "zoom"; zoom: ViewState["zoom"] }
  | { type: "all"; collapsed: ReadonlySet<number> }

/** A trace and what somebody did to its picture. */
export function useTraceView(frame: Frame, spanId: string | undefined): TraceView {
  const tree = treeOf(frame)
  const own = useMemo(() => selfTimes(tree), [tree])
  const path = useMemo(() => bySpan(criticalPath(tree)), [tree])
  const [state, dispatch] = useReducer(reduceView, undefined, () => firstState(tree, spanId))
  const matches = useMemo(() => matching(tree, state.search, state.errorsOnly), [tree, state.search, state.errorsOnly])
  const rows = useMemo(() => visibleSpans(tree, state.collapsed, matches), [tree, state.collapsed, matches])
  const step = (action: Action) =>
    dispatch(action.type === "select" ? { ...action, collapsed: revealed(tree, state.collapsed, action.span) } : action)
  return { tree, own, path, rows, matches, state, dispatch: step }
}

/** What a key does; false when it is none of ours. */
export function pressKey(view: TraceView, key: string): boolean {
  const move = moveBy(key, view.tree, view.rows, view.state.collapsed, view.state.selected)
  if (!move) return false
  if ("select" in move) view.dispatch({ type: "select", span: move.select })
  else view.dispatch({ type: "toggle", span: "collapse" in move ? move.collapse : move.expand })
  return true
}

function firstState(tree: SpanTree, spanId: string | undefined): ViewState {
  return { collapsed: new Set(), selected: spanId ? tree.spanIds.indexOf(spanId) : -1, search: "", errorsOnly: false, zoom: undefined }
}

function reduceView(state: ViewState, action: Action & { collapsed?: ReadonlySet<number> }): ViewState {
  switch (action.type) {
    case "select":
      return { ...state, selected: action.span, collapsed: action.collapsed ?? state.collapsed }
    case "toggle": {
      const collapsed = new Set(state.collapsed)
      if (!collapsed.delete(action.span)) collapsed.add(action.span)
      return { ...state, collapsed }
    }
    case "search":
      return { ...state, search: action.search }
    case "errors":
      return { ...state, errorsOnly: action.only }
    case "zoom":
      return { ...state, zoom: action.zoom }
    case "all":
      return { ...state, collapsed: action.collapsed }
  }
}

function bySpan(segments: Segment[]): Map<number, Segment[]> {
  const found = new Map<number, Segment[]>()
  for (const segment of segments) {
    const parts = found.get(segment.span)
    if (parts) parts.push(segment)
    else found.set(segment.span, [segment])
  }
  return found
}
