import assert from "node:assert/strict"
import { test } from "node:test"
import { createLogger } from "./log.ts"

function logged(fields: object): string {
  let line = ""
  createLogger({ write: (text) => void (line = text) }).info(fields, "event")
  return line
}

test("secrets are left out at every depth that settings have", () => {
  for (const fields of [
    { password: "hunter2" },
    { settings: { bearerToken: "hunter2" } },
    { request: { headers: { authorization: "hunter2" } } },
  ]) {
    assert.doesNotMatch(logged(fields), /hunter2/)
  }
})

test("an error keeps its causes and loses what drivers hang on it", () => {
  const error = Object.assign(new Error("outer", { cause: new Error("inner") }), { code: "57P01", client: { password: "hunter2" } })
  const line = JSON.parse(logged({ err: error })) as { err: { code: string; cause: { message: string } } }
  assert.equal(line.err.code, "57P01")
  assert.equal(line.err.cause.message, "inner")
  assert.doesNotMatch(JSON.stringify(line), /hunter2/)
})
