import assert from "node:assert/strict"
import { test } from "node:test"
import type { Frame } from "#lib/frame/frame.ts"
import { LogsOptions } from "./options.ts"
import { prepareLogs } from "./prepare.ts"

const environment = { range: { fromMs: 0, toMs: 3_600_000 }, timezone: "UTC", locale: "en", colorScheme: "dark", stepMs: 0 } as const

test("only lines are lines; the day stands there when the range is longer than one", () => {
  const frames = ["logs", "series"].map((shape): Frame => ({ shape: shape as Frame["shape"], labels: {}, fields: [], notices: [] }))
  const prepared = prepareLogs(frames, LogsOptions.parse({}), environment)
  assert.deepEqual([prepared.frames.length, prepared.withDate, prepared.order], [1, false, "newest"])
  assert.equal(prepareLogs([], LogsOptions.parse({}), { ...environment, range: { fromMs: 0, toMs: 90_000_000 } }).withDate, true)
})
