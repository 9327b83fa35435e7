import assert from "node:assert/strict"
import { test } from "node:test"
import { type AskingPanel, alertLink } from "./alert-link.ts"

const variables = [{ name: "service", multi: true }, { name: "ds" }]
const values = { service: ["a.b", "c"], ds: "prom" }
const linkOf = (panel: Partial<AskingPanel>, chosen: Record<string, string | string[]> = values) => {
  const link = alertLink({ id: "p", options: {}, ...panel }, { id: "board", variables }, { title: "Errors of a.b", values: chosen })
  return link === undefined ? undefined : Object.fromEntries(new URL(link, "http://x").searchParams)
}

test("the first query that shows, with its own datasource and the panel's unit", () => {
  const queries = [
    { hidden: true, expr: "hidden" },
    { expr: 'rate(errors{service=~"$service"}[5m])', datasourceId: "$ds" },
    { expr: "second" },
  ]
  assert.deepEqual(linkOf({ queries, datasourceId: "other", options: { unit: "percent" } }), {
    expr: 'rate(errors{service=~"(a\\\\.b|c)"}[5m])',
    datasourceId: "prom",
    dashboardId: "board",
    panelId: "p",
    name: "Errors of a.b",
    unit: "percent",
  })
})

test("All asks for whatever there is, and what is no variable stays", () => {
  const queries = [{ expr: 'rate(errors{service=~"$service"}[$__rate_interval])' }]
  assert.equal(linkOf({ queries }, { service: "$__all" })?.expr, 'rate(errors{service=~".*"}[$__rate_interval])')
})

test("no link where a rule could not ask", () => {
  for (const queries of [undefined, [], [{ hidden: true, expr: "up" }], [{ expr: " " }], [{ query: "{}" }, { expr: "up" }]]) {
    assert.equal(linkOf({ queries }), undefined)
  }
})
