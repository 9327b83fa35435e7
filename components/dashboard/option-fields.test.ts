import assert from "node:assert/strict"
import test from "node:test"
import { z } from "zod"
import { optionFields } from "./option-fields.ts"

const schema = z.object({
  draw: z.enum(["line", "bars"]).default("line").meta({ title: "panel.option.draw" }),
  decimals: z.int().min(0).max(15).nullable().default(null),
  connect: z.boolean().default(false),
  body: z.string().max(100_000).default(""),
  steps: z.array(z.number()).default([]).meta({ editor: "thresholds" }),
})

test("every field of a schema is drawable or names its editor", () => {
  const fields = optionFields(schema)
  assert.deepEqual(
    fields.map((field) => [field.name, field.kind, field.nullable]),
    [
      ["draw", "choice", false],
      ["decimals", "number", true],
      ["connect", "switch", false],
      ["body", "lines", false],
      ["steps", "other", false],
    ],
  )
  assert.deepEqual(fields[0]?.choices, ["line", "bars"])
  assert.deepEqual([fields[1]?.min, fields[1]?.max, fields[1]?.whole], [0, 15, true])
  assert.equal(fields[4]?.editor, "thresholds")
})
