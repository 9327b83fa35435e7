import assert from "node:assert/strict"
import { test } from "node:test"
import { isNear } from "./near.ts"

test("a host is near when its name says so", () => {
  const near = [
    "127.0.0.1",
    "[::1]",
    "10.1.2.3",
    "192.168.0.9",
    "[fd00::1]",
    "localhost",
    "prometheus",
    "prometheus.monitoring.svc",
    "p.local.",
  ]
  const far = ["1.1.1.1", "[2606:4700::1]", "prometheus.example.com", "localhost.example.com", ""]
  for (const host of near) assert.equal(isNear(host), true, host)
  for (const host of far) assert.equal(isNear(host), false, host)
})
