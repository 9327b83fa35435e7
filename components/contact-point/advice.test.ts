import assert from "node:assert/strict"
import { test } from "node:test"
import { adviceOf } from "./advice.ts"

test("advice by the vendor's words", () => {
  const table: [string | undefined, string][] = [
    ["Unauthorized", "credentials"],
    ["An API error occurred: invalid_auth", "credentials"],
    ["Bad Request: chat not found", "chat"],
    ["channel_not_found", "chat"],
    ["Forbidden: bot was blocked by the user", "invite"],
    ["not_in_channel", "invite"],
    ["Too Many Requests: retry after 17", "rate"],
    ["connect ECONNREFUSED 127.0.0.1:1", "network"],
    ["Bad Request: can't parse entities", "other"],
    [undefined, "other"],
  ]
  for (const [reason, advice] of table) assert.equal(adviceOf(reason), advice, reason)
})
