// The functions of a range vector.
import type { Call } from "../ast.ts"
import { vector, type VectorValue } from "../columns.ts"
import type { Context } from "../context.ts"
import { distinct, withoutName } from "../labels.ts"
import { type OverCounter, type OverRange, ranged, slide } from "../windows.ts"
import { absent } from "./absent.ts"
import * as overTime from "./over-time.ts"
import * as rates from "./rate.ts"
import { deriv, predictLinear } from "./regression.ts"
import { scalarArg } from "./scalar-arg.ts"

interface Declared {
  over: OverRange
  counter?: OverCounter
  keepsName?: boolean
  /** Says so when the name doesn't look like a counter's. */
  ofCounters?: boolean
}

const FUNCTIONS: Record<string, Declared> = {
  rate: { over: rates.rate, counter: rates.rateOfCounter, ofCounters: true },
  increase: { over: rates.increase, counter: rates.increaseOfCounter, ofCounters: true },
  delta: { over: rates.delta },
  irate: { over: rates.irate },
  idelta: { over: rates.idelta },
  deriv: { over: deriv },
  predict_linear: { over: predictLinear },
  changes: { over: overTime.changes },
  resets: { over: overTime.resets },
  avg_over_time: { over: overTime.avg },
  min_over_time: { over: overTime.min },
  max_over_time: { over: overTime.max },
  sum_over_time: { over: overTime.sum },
  count_over_time: { over: overTime.count },
  quantile_over_time: { over: overTime.quantile },
  stddev_over_time: { over: overTime.stddev },
  stdvar_over_time: { over: overTime.stdvar },
  last_over_time: { over: overTime.last, keepsName: true },
  present_over_time: { over: overTime.present },
  absent_over_time: { over: overTime.present },
}

const COUNTER_NAME = /_(total|sum|count|bucket)$/

/** Undefined when the function is not one of a range vector. */
export function overRange(call: Call, context: Context): VectorValue | undefined {
  const declared = Object.hasOwn(FUNCTIONS, call.of.name) ? FUNCTIONS[call.of.name] : undefined
  const matrix = call.args.find((_, at) => call.of.args[at] === "matrix")
  if (!declared || !matrix) return undefined
  const args = call.args.filter((arg) => arg !== matrix).map((arg) => scalarArg(arg, context))
  if (call.of.name === "quantile_over_time") warnOfQuantile(args[0], call, context)
  const columns = slide(ranged(matrix, context), context, { ...declared, args })
  if (call.of.name === "absent_over_time") return absent(columns, matrix, context)
  if (declared.ofCounters)
    for (const { labels } of columns) {
      const name = labels.__name__
      if (name && !COUNTER_NAME.test(name))
        context.notes.info(`metric might not be a counter, name does not end in _total/_sum/_count/_bucket: "${name}"`, matrix.from)
    }
  if (!declared.keepsName) for (const column of columns) column.labels = withoutName(column.labels)
  return vector(distinct(columns))
}

function warnOfQuantile(args: Float64Array | undefined, call: Call, { notes }: Context): void {
  const odd = args?.find((q) => !(q >= 0 && q <= 1))
  if (odd !== undefined) notes.warn(`quantile value should be between 0 and 1, got ${odd}`, call.args[0]?.from ?? call.from)
}
