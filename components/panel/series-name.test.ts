import assert from "node:assert/strict"
import { test } from "node:test"
import type { Frame, Labels } from "#lib/frame/frame.ts"
import { seriesNames } from "./series-name.ts"

const frame = (labels: Labels, name?: string): Frame => ({ shape: "series", labels, name, fields: [], notices: [] })

const rows: [string, Frame[], string[]][] = [
  ["the query's legend", [frame({ a: "1" }, "one")], ["one"]],
  ["the one label that differs", [frame({ job: "api", pod: "1" }), frame({ job: "api", pod: "2" })], ["1", "2"]],
  [
    "several that differ",
    [frame({ __name__: "up", a: "1", b: "x" }), frame({ __name__: "up", a: "2", b: "y" })],
    ['{a="1", b="x"}', '{a="2", b="y"}'],
  ],
  ["different metrics", [frame({ __name__: "a" }), frame({ __name__: "b" })], ["a", "b"]],
  ["a lone series", [frame({ __name__: "up", job: 'x"y' })], ['up{job="x\\"y"}']],
  ["no labels at all", [{ ...frame({}), ref: "A" }, frame({})], ["A", "value"]],
  ["a label that one lacks", [frame({ job: "api", pod: "1" }), frame({ job: "api" })], ["1", '{job="api"}']],
  ["the same name twice", [frame({}, "up"), frame({}, "up"), frame({}, "up 2")], ["up", "up 3", "up 2"]],
]

for (const [what, frames, names] of rows) test(what, () => assert.deepEqual(seriesNames(frames), names))
