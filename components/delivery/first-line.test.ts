import assert from "node:assert/strict"
import { test } from "node:test"
import type { Message, MessageAlert } from "#lib/contact-point/message.ts"
import { firstLine } from "./first-line.ts"

const alert = (name: string, service: string): MessageAlert => ({
  status: "firing",
  name,
  service,
  severity: "",
  labels: {},
  summary: "",
  description: "",
  startsAtMs: 0,
  links: {},
  samples: [],
})
const message = (alerts: MessageAlert[], truncatedAlerts = 0): Message => ({
  status: "firing",
  language: "en",
  timezone: "UTC",
  groupLabels: { alertname: "Down" },
  alerts,
  truncatedAlerts,
  links: {},
  mayBeRepeat: false,
  test: false,
})

test("names and services once each, alerts counted with those that were cut", () => {
  const line = firstLine(message([alert("Down", "checkout"), alert("Down", "cart"), alert("Slow", "")], 3))
  assert.deepEqual(line, { status: "firing", names: "Down, Slow", services: "checkout, cart", count: 6 })
})

test("without alerts the group names it", () => {
  assert.equal(firstLine(message([])).names, "Down")
})
