import type { Folding, Order } from "#components/logs/lines.ts"
import type { PanelEnvironment } from "#components/panel/kind.ts"
import type { Frame } from "#lib/frame/frame.ts"
import type { LogsOptions } from "./options.ts"

export interface PreparedLogs {
  frames: Frame[]
  order: Order
  folding: Folding
  wrap: boolean
  columns: string[]
  withDate: boolean
}

const day = 86_400_000

/** Which lines, in which order; a day before the time only where the range is longer than one. */
export function prepareLogs(frames: Frame[], options: LogsOptions, { range }: PanelEnvironment): PreparedLogs {
  return {
    frames: frames.filter((frame) => frame.shape === "logs"),
    order: options.order,
    folding: options.dedupe,
    wrap: options.wrap,
    columns: options.labels,
    withDate: range.toMs - range.fromMs > day,
  }
}
