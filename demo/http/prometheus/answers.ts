// The envelope of Prometheus' HTTP API. Results are written in pieces: a range of many series never stands as objects.
import type { Column } from "../../promql/columns.ts"
import { sampleText, timeText } from "../../promql/go-number.ts"
import type { Answered, MatrixValue } from "../../promql/query.ts"
import type { Value } from "../../promql/columns.ts"
import type { Answer } from "../api.ts"

const STATUS = { bad_data: 400, execution: 422, not_found: 404 } as const
const TRUNCATED = "results truncated due to limit"

/** What can be cut and remarked upon. */
interface Remarks {
  warnings: string[]
  infos: string[]
}

function envelope(data: string, { warnings, infos }: Partial<Remarks> = {}): Answer {
  const said = [
    ["warnings", warnings],
    ["infos", infos],
  ] as const
  const remarks = said.map(([name, texts]) => (texts?.length ? `,"${name}":${JSON.stringify(texts)}` : "")).join("")
  return { status: 200, body: `{"status":"success","data":${data}${remarks}}` }
}

export function success(data: unknown, remarks?: Partial<Remarks>): Answer {
  return envelope(JSON.stringify(data), remarks)
}

/** A list, cut to `limit` with a warning. */
export function listed(all: readonly unknown[], limit: number | undefined): Answer {
  const isCut = limit !== undefined && all.length > limit
  return success(isCut ? all.slice(0, limit) : all, { warnings: isCut ? [TRUNCATED] : [] })
}

export function failure(errorType: keyof typeof STATUS, error: string): Answer {
  return { status: STATUS[errorType], body: JSON.stringify({ status: "error", errorType, error }) }
}

export function plain(status: number, body: string, headers?: Record<string, string>): Answer {
  return { status, type: "text/plain; charset=utf-8", headers, body }
}

const result = (type: string, body: string) => `{"resultType":"${type}","result":${body}}`

function cut<T>(items: T[], limit: number | undefined, remarks: Remarks): T[] {
  if (limit === undefined || items.length <= limit) return items
  remarks.warnings = [...remarks.warnings, TRUNCATED]
  return items.slice(0, limit)
}

/** A range query's columns. */
export function matrixAnswer({ value, ...said }: Answered<Column[]>, startMs: number, stepMs: number, limit?: number): Answer {
  const remarks = { ...said }
  const columns = cut(value, limit, remarks)
  const times = Array.from({ length: columns[0]?.values.length ?? 0 }, (_, row) => `[${timeText(startMs + row * stepMs)},"`)
  const series = columns.map(({ labels, values, present }) => {
    const samples: string[] = []
    for (let row = 0; row < values.length; row++) if (present[row]) samples.push(`${times[row]}${sampleText(values[row] ?? NaN)}"]`)
    return `{"metric":${JSON.stringify(labels)},"values":[${samples.join(",")}]}`
  })
  return envelope(result("matrix", `[${series.join(",")}]`), remarks)
}

function rawMatrix({ series }: MatrixValue, limit: number | undefined, remarks: Remarks): string {
  const written = cut(series, limit, remarks).map(({ labels, samples: { times, values } }) => {
    const samples = Array.from(values, (value, at) => `[${timeText(times[at] ?? 0)},"${sampleText(value)}"]`)
    return `{"metric":${JSON.stringify(labels)},"values":[${samples.join(",")}]}`
  })
  return result("matrix", `[${written.join(",")}]`)
}

/** An instant query's value. */
export function valueAnswer({ value, ...said }: Answered<Value | MatrixValue>, timeMs: number, limit?: number): Answer {
  const remarks = { ...said }
  const at = timeText(timeMs)
  if (value.kind === "matrix") {
    const body = rawMatrix(value, limit, remarks)
    return envelope(body, remarks)
  }
  if (value.kind === "string") return envelope(result("string", `[${at},${JSON.stringify(value.value)}]`), remarks)
  if (value.kind === "scalar") return envelope(result("scalar", `[${at},"${sampleText(value.values[0] ?? NaN)}"]`), remarks)
  const present = value.columns.filter((column) => column.present[0])
  const written = cut(present, limit, remarks).map(
    ({ labels, values }) => `{"metric":${JSON.stringify(labels)},"value":[${at},"${sampleText(values[0] ?? NaN)}"]}`,
  )
  return envelope(result("vector", `[${written.join(",")}]`), remarks)
}
