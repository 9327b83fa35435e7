import type { Frame } from "#lib/frame/frame.ts"
import type { PanelKind } from "./kind.ts"
import { logs } from "./kinds/logs/index.tsx"
import { stat } from "./kinds/stat/index.tsx"
import { table } from "./kinds/table/index.tsx"
import { text } from "./kinds/text/index.tsx"
import { timeseries } from "./kinds/timeseries/index.tsx"
import { traces } from "./kinds/traces/index.tsx"
import { placeholder } from "./placeholder.tsx"

/** Every picture there is, in the order of the editor's choice. */
export const panelKinds: readonly PanelKind[] = [timeseries, stat, table, logs, traces, text]

/** The kind of that name; an unknown one is drawn as a table with words. */
export function panelKind(name: string): PanelKind {
  return panelKinds.find((kind) => kind.name === name) ?? placeholder
}

/** The natural picture of an answer: the kind that asks for it, else the first one made for its shape. */
export function panelKindFor(frames: Frame[]): PanelKind {
  const shape = frames[0]?.shape
  return (
    panelKinds.find((kind) => kind.suits(frames)) ??
    panelKinds.find((kind) => kind.shapes[0] === shape) ??
    panelKinds.find((kind) => shape !== undefined && kind.shapes.includes(shape)) ??
    placeholder
  )
}
