import assert from "node:assert/strict"
import { test } from "node:test"
import { refuseForeignOrigin } from "./same-origin.ts"

const PUBLIC = "https://bongsu.example"
const table: [string, string, Record<string, string>, boolean][] = [
  ["our own page", "POST", { origin: PUBLIC, "sec-fetch-site": "same-origin" }, true],
  ["our own page, by the host that was asked", "POST", { origin: "http://10.0.0.5:3000", host: "10.0.0.5:3000" }, true],
  ["behind a proxy that renames the host", "POST", { origin: PUBLIC, host: "web:3000" }, true],
  ["no browser at all", "POST", {}, true],
  ["another site", "POST", { origin: "https://evil.example", host: "bongsu.example" }, false],
  ["another site, by Sec-Fetch-Site", "POST", { "sec-fetch-site": "cross-site" }, false],
  ["a sister site", "POST", { origin: "https://x.bongsu.example", "sec-fetch-site": "same-site" }, false],
  ["a sandboxed frame", "POST", { origin: "null" }, false],
  ["an origin that is no URL", "DELETE", { origin: "x" }, false],
  ["another site that only reads", "GET", { origin: "https://evil.example", "sec-fetch-site": "cross-site" }, true],
  ["a token, which no browser sends by itself", "POST", { origin: "https://evil.example", authorization: "Bearer x" }, true],
]
for (const [name, method, headers, passes] of table) {
  test(`${passes ? "lets in" : "refuses"} ${name}`, () => {
    const request = new Request("http://web:3000/api/users", { method, headers })
    const check = () => refuseForeignOrigin(request, PUBLIC)
    if (passes) assert.doesNotThrow(check)
    else assert.throws(check)
  })
}
