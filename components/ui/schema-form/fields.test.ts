import assert from "node:assert/strict"
import { describe, test } from "node:test"
import { z } from "zod"
import { ConnectionSettings } from "#lib/datasource/schema.ts"
import { errorsBelow, fieldsOf, humanised, isStoredSecret, type JsonSchema, recordOf, withField } from "./fields.ts"

const json = (schema: z.ZodType) => z.toJSONSchema(schema, { io: "input" }) as JsonSchema
const only = (schema: z.ZodType) => fieldsOf(json(z.strictObject({ it: schema })))[0]

describe("fieldsOf", () => {
  const text = { kind: "text", secret: false, long: false, address: false }
  const rows: [string, z.ZodType, unknown][] = [
    ["text", z.string(), text],
    ["an address", z.url(), { ...text, address: true }],
    ["a secret", z.string().meta({ secret: true }), { ...text, secret: true }],
    ["a secret made optional later", z.string().meta({ secret: true }).optional(), { ...text, secret: true }],
    ["a long secret", z.string().meta({ secret: true, format: "textarea" }), { ...text, secret: true, long: true }],
    ["a whole number without bounds", z.int(), { kind: "number", whole: true, min: undefined, max: undefined }],
    ["a whole number with bounds", z.int().min(100).max(300), { kind: "number", whole: true, min: 100, max: 300 }],
    ["a number", z.number(), { kind: "number", whole: false, min: undefined, max: undefined }],
    ["a switch that is on by itself", z.boolean().default(true), { kind: "switch", fallback: true }],
    ["a choice", z.enum(["a", "b"]), { kind: "choice", values: ["a", "b"] }],
    ["texts", z.array(z.email()), { kind: "texts" }],
    ["pairs", z.record(z.string(), z.string()), { kind: "pairs", secret: false }],
    ["secret pairs", z.record(z.string(), z.string().meta({ secret: true })), { kind: "pairs", secret: true }],
    ["what has no control of its own", z.array(z.strictObject({ a: z.string() })), { kind: "json" }],
    ["one of several", z.union([z.string(), z.number()]), { kind: "json" }],
  ]
  for (const [name, schema, control] of rows) test(name, () => assert.deepEqual(only(schema)?.control, control))

  test("required is what has neither optional nor default", () => {
    const schema = json(z.strictObject({ a: z.string(), b: z.string().optional(), c: z.string().default("x") }))
    const found = fieldsOf(schema).map(({ name, required, fallback }) => ({ name, required, fallback }))
    assert.deepEqual(found, [
      { name: "a", required: true, fallback: undefined },
      { name: "b", required: false, fallback: undefined },
      { name: "c", required: false, fallback: "x" },
    ])
  })

  test("the settings of a datasource", () => {
    const kinds = fieldsOf(json(ConnectionSettings)).map((field) => `${field.name} ${field.control.kind}`)
    assert.deepEqual(kinds, [
      "url text",
      "tenantId text",
      "basicAuth section",
      "bearerToken text",
      "headers pairs",
      "tls section",
      "timeoutMs number",
    ])
  })
})

describe("humanised", () => {
  for (const [name, words] of [
    ["url", "Url"],
    ["basicAuth", "Basic auth"],
    ["apiURL", "Api URL"],
    ["chat_id", "Chat id"],
  ] as const)
    test(name, () => assert.equal(humanised(name), words))
})

describe("withField", () => {
  const rows: [string, Record<string, unknown>, unknown, Record<string, unknown>][] = [
    ["sets", { a: 1 }, "x", { a: 1, it: "x" }],
    ["replaces", { it: "y" }, "x", { it: "x" }],
    ["an empty text goes", { a: 1, it: "y" }, "", { a: 1 }],
    ["undefined goes", { it: "y" }, undefined, {}],
    ["an empty section goes", { it: { user: "u" } }, {}, {}],
    ["an empty list goes", { it: ["u"] }, [], {}],
    ["zero and false stay", { a: 0 }, false, { a: 0, it: false }],
    ["a stored secret stays", {}, { set: true }, { it: { set: true } }],
  ]
  for (const [name, value, next, expected] of rows) test(name, () => assert.deepEqual(withField(value, "it", next), expected))
})

test("only {set: true} is a stored secret", () => {
  assert.deepEqual([{ set: true }, { set: false }, { set: true, more: 1 }, "x", null, undefined].map(isStoredSecret), [
    true,
    false,
    false,
    false,
    false,
    false,
  ])
})

test("errors below a name", () => {
  assert.deepEqual(errorsBelow({ "tls.caPem": "a", tls: "b", tlsx: "c", "headers.X-A": "d" }, "tls"), { caPem: "a" })
})

test("rows become a record; a row without name or value is not there yet", () => {
  const rows = [
    { id: 1, name: "X-A", value: "1" },
    { id: 2, name: " X-B ", value: { set: true } },
    { id: 3, name: "", value: "2" },
    { id: 4, name: "X-C", value: "" },
    { id: 5, name: "X-A", value: "3" },
  ]
  assert.deepEqual(recordOf(rows), { "X-A": "3", "X-B": { set: true } })
})
