import assert from "node:assert/strict"
import { globSync, readFileSync } from "node:fs"
import test from "node:test"
import type { PanelOptions } from "#components/panel/options.ts"

for (const language of ["en", "ko"])
  test(`every choice of every panel kind has its word (${language})`, async () => {
    const catalogue = JSON.parse(readFileSync(`lib/language/catalogue/${language}/dashboard.json`, "utf8")) as {
      choice: Record<string, string>
    }
    for (const file of globSync("components/panel/kinds/*/options.ts")) {
      const exported = Object.values((await import(`../../${file}`)) as Record<string, PanelOptions>)
      const fields = exported.flatMap((options) => Object.values(options.fields))
      assert.ok(fields.length > 0, `${file} exports its options`)
      const choices = fields.flatMap((field) => field.choices ?? [])
      for (const choice of choices) assert.ok(catalogue.choice[choice], `${file}: ${choice}`)
    }
  })
