import assert from "node:assert/strict"
import test from "node:test"
import { byService } from "./firing-services.ts"

test("alerts are gathered by service, the oldest first", () => {
  const alerts: Parameters<typeof byService>[0] = [
    { labels: { service: "api" }, ruleName: "Slow", firedAt: "2026-11-20T10:00:00Z" },
    { labels: { job: "node" }, ruleName: "Down", firedAt: "2026-11-20T09:00:00Z" },
    { labels: { service: "api" }, ruleName: "Slow", firedAt: "2026-11-20T09:30:00Z" },
    { labels: {}, ruleName: "Odd", firedAt: undefined },
  ]
  assert.deepEqual(byService(alerts), [
    { service: "node", names: ["Down"], count: 1, sinceIso: "2026-11-20T09:00:00Z" },
    { service: "api", names: ["Slow"], count: 2, sinceIso: "2026-11-20T09:30:00Z" },
    { service: "", names: ["Odd"], count: 1 },
  ])
})
