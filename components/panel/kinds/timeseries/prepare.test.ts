import assert from "node:assert/strict"
import { test } from "node:test"
import type { Frame } from "#lib/frame/frame.ts"
import { TimeseriesOptions } from "./options.ts"
import { prepareTimeseries } from "./prepare.ts"

const environment = { range: { fromMs: 0, toMs: 100 }, timezone: "UTC", locale: "en", colorScheme: "dark", stepMs: 10 } as const
const options = (given: object) => TimeseriesOptions.parse(given)
const series = (labels: Record<string, string>, values: (number | null)[], name?: string): Frame => ({
  shape: "series",
  name,
  labels,
  fields: [
    { name: "time", type: "time", values: values.map((_, index) => index * 10) },
    { name: "value", type: "number", values },
  ],
  notices: [],
})

test("one series a frame, by the legend or by what differs", () => {
  const prepared = prepareTimeseries([series({ pod: "a" }, [1, null]), series({ pod: "b" }, [2, 3])], options({}), environment)
  assert.deepEqual(
    prepared.series.map((one) => one.name),
    ["a", "b"],
  )
  assert.equal(prepared.stepMs, 10)
})

test("a table with a time column is drawn a column a series", () => {
  const table: Frame = {
    shape: "table",
    labels: {},
    fields: [
      { name: "time", type: "time", values: [0, 1] },
      { name: "in", type: "number", values: [1, 2] },
      { name: "out", type: "number", values: [3, 4] },
    ],
    notices: [],
  }
  assert.deepEqual(
    prepareTimeseries([table], options({}), environment).series.map((one) => one.name),
    ["in", "out"],
  )
})

test("logs, traces and tables without time are no series", () => {
  const logs: Frame = { shape: "logs", labels: {}, fields: [{ name: "time", type: "time", values: [1] }], notices: [] }
  assert.deepEqual(prepareTimeseries([logs, { shape: "table", labels: {}, fields: [], notices: [] }], options({}), environment).series, [])
})

test("exemplars lead to traces, never become a series, and can be turned off", () => {
  const exemplars: Frame = {
    shape: "table",
    name: "exemplars",
    labels: {},
    fields: [
      { name: "time", type: "time", values: [5, 6] },
      { name: "value", type: "number", values: [0.2, 0.3] },
      { name: "traceId", type: "text", values: ["0af7651916cd43dd8448eb211c80319c", ""] },
    ],
    notices: [],
  }
  const prepared = prepareTimeseries([series({}, [1]), exemplars], options({}), environment)
  assert.equal(prepared.series.length, 1)
  assert.deepEqual(prepared.exemplars, [{ timeMs: 5, value: 0.2, traceId: "0af7651916cd43dd8448eb211c80319c" }])
  assert.deepEqual(prepareTimeseries([exemplars], options({ exemplars: false }), environment).exemplars, [])
})

test("a threshold is drawn from its value to the next", () => {
  const thresholds = {
    mode: "absolute",
    steps: [
      { value: null, color: "ok" },
      { value: 5, color: "firing" },
    ],
  }
  const lines = prepareTimeseries([], options({ thresholds }), environment).thresholds
  assert.deepEqual(
    lines.map((line) => line.value),
    [5],
  )
  const areas = prepareTimeseries([], options({ thresholds, thresholdStyle: "area" }), environment).thresholds
  assert.deepEqual(
    areas.map((line) => [line.value, line.to]),
    [
      [Number.NEGATIVE_INFINITY, 5],
      [5, undefined],
    ],
  )
})
