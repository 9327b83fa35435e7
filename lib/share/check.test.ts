import assert from "node:assert/strict"
import { test } from "node:test"
import type { ShareGrant, ShareTime } from "#lib/access/viewer.ts"
import { AppError } from "#lib/http/errors.ts"
import { checkShareRequest, type ShareRequest } from "./check.ts"

const NOW = Date.UTC(2026, 10, 20, 12)
const DAY = 86_400_000
const fixed: ShareTime = { mode: "fixed", from: "now-6h", to: "now" }
const choices: ShareTime = {
  mode: "choices",
  choices: [
    { from: "now-1h", to: "now" },
    { from: "now-1d", to: "now" },
  ],
}
const max: ShareTime = { mode: "max", maxMs: 7 * DAY, from: "now-6h", to: "now" }

const grantOf = (time: ShareTime): ShareGrant => ({
  linkId: "link",
  dashboardId: "board",
  panels: ["cpu", "memory"],
  time,
  variables: {
    cluster: { mode: "fixed", value: "eu" },
    service: { mode: "choices", choices: ["checkout", "search"], value: "checkout" },
    region: { mode: "choices", choices: ["north", "south"] },
    tenant: { mode: "hidden", value: "acme" },
  },
})

const range = { from: "now-6h", to: "now" }
const break_out = 'x"} or {job=~".+'

const refused: [string, ShareTime, ShareRequest, string][] = [
  ["another range than the fixed one", fixed, { range: { from: "now-7h", to: "now" } }, "bad_request"],
  ["a piece of the fixed range", fixed, { range: { from: "now-1h", to: "now" } }, "bad_request"],
  ["a range beside the choices", choices, { range: { from: "now-6h", to: "now" } }, "bad_request"],
  ["8 days of at most 7", max, { range: { from: "now-8d", to: "now" } }, "bad_request"],
  ["from after to", max, { range: { from: "now", to: "now-1h" } }, "bad_request"],
  ["NaN", max, { range: { from: Number.NaN, to: NOW } }, "bad_request"],
  ["the text NaN", max, { range: { from: "NaN", to: "now" } }, "bad_request"],
  ["1970", max, { range: { from: 0, to: 1000 } }, "bad_request"],
  ["the year 9999", max, { range: { from: Date.UTC(9998, 1), to: Date.UTC(9998, 2) } }, "bad_request"],
  ["nanoseconds", max, { range: { from: (NOW - 1000) * 1e6, to: NOW * 1e6 } }, "bad_request"],
  ["a value that is not a choice", fixed, { range, variables: { service: "billing" } }, "bad_request"],
  ["one of several that is not a choice", fixed, { range, variables: { service: ["checkout", "billing"] } }, "bad_request"],
  ["a break-out", fixed, { range, variables: { service: break_out } }, "bad_request"],
  ["no value at all", fixed, { range, variables: { service: [] } }, "bad_request"],
  ["All", fixed, { range, variables: { service: "$__all" } }, "bad_request"],
  ["another value than the fixed one", fixed, { range, variables: { cluster: "us" } }, "bad_request"],
  ["a hidden variable", fixed, { range, variables: { tenant: "acme" } }, "bad_request"],
  ["an unknown variable", fixed, { range, variables: { other: "x" } }, "bad_request"],
  ["a name of Object", fixed, { range, variables: JSON.parse('{"__proto__": "x", "constructor": "y"}') }, "bad_request"],
  ["a panel outside", fixed, { range, panels: ["cpu", "secret"] }, "not_found"],
]
for (const [name, time, request, code] of refused) {
  test(`refuses ${name}`, () => {
    assert.throws(
      () => checkShareRequest(grantOf(time), request, NOW),
      (error) => error instanceof AppError && error.code === code && error.safeForViewer,
    )
  })
}

const allowed: [string, ShareTime, ShareRequest, Record<string, unknown>][] = [
  ["the fixed range", fixed, { range }, { cluster: "eu", service: "checkout", region: "north", tenant: "acme" }],
  [
    "a chosen range",
    choices,
    { range: { from: "now-1d", to: "now" } },
    { cluster: "eu", service: "checkout", region: "north", tenant: "acme" },
  ],
  [
    "exactly the longest",
    max,
    { range: { from: NOW - 7 * DAY, to: NOW } },
    { cluster: "eu", service: "checkout", region: "north", tenant: "acme" },
  ],
  [
    "choices, one and several, and the fixed value again",
    fixed,
    { range, panels: ["cpu"], variables: { service: ["search", "checkout"], region: "south", cluster: ["eu"] } },
    { cluster: "eu", service: ["search", "checkout"], region: "south", tenant: "acme" },
  ],
]
for (const [name, time, request, variables] of allowed) {
  test(`allows ${name}`, () => assert.deepEqual(checkShareRequest(grantOf(time), request, NOW), { variables }))
}
