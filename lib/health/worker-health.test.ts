import assert from "node:assert/strict"
import { test } from "node:test"
import { workerHealth } from "./worker-health.ts"

const now = new Date("2026-11-20T12:00:00Z")
const beat = (ageMs: number, lagMs = 0) => ({ tickAt: new Date(now.getTime() - ageMs), lagMs })

test("no worker ever: not well", () => assert.deepEqual(workerHealth([], now), { ok: false, workers: 0 }))

test("the newest of several counts, whatever their order", () => {
  assert.deepEqual(workerHealth([beat(90_000, 9), beat(1_000, 7)], now), {
    ok: true,
    workers: 1,
    lastTickAt: "2026-11-20T11:59:59.000Z",
    ageMs: 1000,
    lagMs: 7,
  })
})

test("silent for half a minute: not well", () => assert.equal(workerHealth([beat(30_000)], now).ok, false))
