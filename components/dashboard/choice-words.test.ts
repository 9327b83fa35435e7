import assert from "node:assert/strict"
import { globSync, readFileSync } from "node:fs"
import test from "node:test"
import { z } from "zod"
import { optionFields } from "./option-fields.ts"

for (const language of ["en", "ko"])
  test(`every choice of every panel kind has its word (${language})`, async () => {
    const catalogue = JSON.parse(readFileSync(`lib/language/catalogue/${language}/dashboard.json`, "utf8")) as {
      choice: Record<string, string>
    }
    for (const file of globSync("components/panel/kinds/*/options.ts")) {
      const exported = Object.values((await import(`../../${file}`)) as Record<string, unknown>)
      const schemas = exported.filter((one) => one instanceof z.ZodObject)
      assert.ok(schemas.length > 0, `${file} exports its options`)
      const choices = schemas.flatMap(optionFields).flatMap((field) => field.choices ?? [])
      for (const choice of choices) assert.ok(catalogue.choice[choice], `${file}: ${choice}`)
    }
  })
