import assert from "node:assert/strict"
import { test } from "node:test"
import { matchOf } from "./options.ts"

const app = { name: "app", operator: "=", text: '"api"' }
const rows: [string, Parameters<typeof matchOf>[0], string | undefined][] = [
  ["nothing typed", [], undefined],
  ["one label", [app], '{app="api"}'],
  ["a regex beside it", [app, { name: "ns", operator: "=~", text: "`a.*`" }], '{app="api",ns=~`a.*`}'],
  ["only what may be empty", [{ name: "ns", operator: "!=", text: '"a"' }], undefined],
  ["an empty text", [{ name: "ns", operator: "=", text: '""' }], undefined],
  ["a variable is left out", [app, { name: "ns", operator: "=", text: '"$ns"' }], '{app="api"}'],
]
for (const [name, known, expected] of rows) test(name, () => assert.equal(matchOf(known), expected))
