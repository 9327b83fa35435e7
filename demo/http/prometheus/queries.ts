// query and query_range.
import { PromqlError } from "../../promql/errors.ts"
import { queryAt, queryRange } from "../../promql/query.ts"
import type { Storage } from "../../promql/storage.ts"
import type { Answer, Call } from "../api.ts"
import { failure, matrixAnswer, valueAnswer } from "./answers.ts"
import { BadParameter, duration, limit, optionalTime, requiredTime } from "./params.ts"

const MOST_POINTS = 11_000

/** Engine errors as the API words them: what is wrong with the text is the parameter's fault. */
function asked(run: () => Answer): Answer {
  try {
    return run()
  } catch (error) {
    if (!(error instanceof PromqlError)) throw error
    if (error.type === "execution") return failure("execution", error.message)
    throw new BadParameter("query", error.message)
  }
}

function lookback(params: URLSearchParams): { lookbackMs?: number } {
  return params.get("lookback_delta") ? { lookbackMs: duration(params, "lookback_delta") } : {}
}

export function instant(storage: Storage, { params, nowMs }: Call): Answer {
  const most = limit(params)
  const timeMs = optionalTime(params, "time", nowMs)
  if (params.get("timeout")) duration(params, "timeout")
  const options = lookback(params)
  return asked(() => valueAnswer(queryAt(storage, params.get("query") ?? "", timeMs, options), timeMs, most))
}

export function range(storage: Storage, { params }: Call): Answer {
  const most = limit(params)
  const startMs = requiredTime(params, "start")
  const endMs = requiredTime(params, "end")
  if (endMs < startMs) throw new BadParameter("end", "end timestamp must not be before start time")
  const stepMs = Math.trunc(duration(params, "step"))
  if (!(stepMs > 0))
    throw new BadParameter("step", "zero or negative query resolution step widths are not accepted. Try a positive integer")
  if ((endMs - startMs) / stepMs > MOST_POINTS)
    return failure(
      "bad_data",
      "exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)",
    )
  if (params.get("timeout")) duration(params, "timeout")
  const query = params.get("query") ?? ""
  const options = lookback(params)
  return asked(() => matrixAnswer(queryRange(storage, { ...options, query, startMs, endMs, stepMs }), startMs, stepMs, most))
}
