import assert from "node:assert/strict"
import { test } from "node:test"
import type { Frame } from "#lib/frame/frame.ts"
import { exportDashboard } from "./export.ts"
import { framesFor } from "./frames-for.ts"
import { DashboardInput } from "./schema.ts"
import { withoutRaw } from "./without-raw.ts"

const frame = (name: string): Frame => ({
  shape: "series",
  name,
  labels: { job: "api" },
  fields: [],
  notices: ["metric canary might not be a counter"],
})

const panel = (options: object) => ({ id: "p", kind: "stat", grid: { x: 0, y: 0, w: 6, h: 4 }, options })
const stored = (options: object, version: number) => ({
  ...DashboardInput.parse({ title: "Shop", id: "shop", panels: [panel(options)] }),
  id: "shop",
  version,
  createdAt: "then",
  updatedAt: String(version),
  updatedBy: "Mina",
})

test("a reader's own value never goes in raw", () => {
  const query = { expr: 'up{a=~"${a:raw}", b="[[a:raw]]", c="${c:raw}", d="${a:csv}"}', deep: ["${a:raw}"], n: 3, none: null }
  assert.deepEqual(withoutRaw(query, { a: 'x"} or vector(1)' }), {
    expr: 'up{a=~"${a}", b="${a}", c="${c:raw}", d="${a:csv}"}',
    deep: ["${a}"],
    n: 3,
    none: null,
  })
})

test("frames leave without the source's words and without a name that is the query", () => {
  const query = { expr: "sum(canary)", legend: "Requests" }
  const names = (details: boolean) =>
    framesFor({ frames: [frame("sum(canary)"), frame("Requests")], ref: "A", query, details }).map(({ name, notices }) => [
      name,
      notices.length,
    ])
  assert.deepEqual(names(true), [
    ["sum(canary)", 1],
    ["Requests", 1],
  ])
  assert.deepEqual(names(false), [
    [undefined, 0],
    ["Requests", 0],
  ])
})

test("an export is the same bytes whatever order it was saved in, and makes the same dashboard", () => {
  const one = JSON.stringify(exportDashboard(stored({ a: 1, b: { d: 1, c: 2 } }, 1)))
  assert.equal(one, JSON.stringify(exportDashboard(stored({ b: { c: 2, d: 1 }, a: 1 }, 7))))
  assert.ok(!one.includes("Mina") && !one.includes('version"'))
  assert.equal(DashboardInput.parse(JSON.parse(one)).title, "Shop")
})
