import assert from "node:assert/strict"
import { test } from "node:test"
import { AlertRuleInput } from "#lib/alert-rule/schema.ts"
import { DashboardInput } from "#lib/dashboard/schema.ts"
import { languages } from "#lib/language/language.ts"
import { usedVariables } from "#lib/dashboard/variables.ts"
import { buildDashboard } from "./build-dashboard.ts"
import { dashboardTemplates } from "./dashboards.ts"
import { ruleTemplates } from "./rules.ts"
import { wordsOf } from "./words.ts"

const builtIn = /^__(rate_)?interval$|^__range$/

for (const language of languages) {
  for (const template of dashboardTemplates) {
    test(`${template.name} (${language}) is a dashboard whose panels fill the grid and use only its own variables`, () => {
      for (const optional of [template.optionalKinds ?? [], []]) {
        const kinds = [...template.datasourceKinds, ...optional]
        const sources = Object.fromEntries(kinds.map((kind) => [kind, `the-${kind}`]))
        const input = buildDashboard(template, { words: wordsOf(template.name, language), sources })
        const { panels, variables } = DashboardInput.parse(input)
        assert.equal(new Set(panels.map((panel) => panel.id)).size, panels.length, "ids are unique")
        const names = new Set(variables.map((variable) => variable.name))
        for (const panel of panels) {
          assert.ok(panel.datasourceId?.startsWith("the-"), `${panel.id} has a datasource`)
          const row = panels.filter((one) => one.grid.y === panel.grid.y)
          assert.equal(
            row.reduce((sum, one) => sum + one.grid.w, 0),
            24,
            `the row of ${panel.id} is full`,
          )
          for (const query of panel.queries)
            for (const name of usedVariables(JSON.stringify(query)))
              assert.ok(names.has(name) || builtIn.test(name) || /^\d$/.test(name), `${panel.id} uses $${name}`)
        }
      }
    })
  }
  for (const template of ruleTemplates) {
    test(`${template.name} (${language}) is a rule with a runbook`, () => {
      const words = wordsOf(template.name, language)
      AlertRuleInput.parse({ ...template.build(words), datasourceId: "d" })
      assert.match(words("runbook"), /^## /m)
      assert.ok(words("runbookTitle") && words("description"))
      if (template.dashboard) assert.ok(dashboardTemplates.some((one) => one.name === template.dashboard))
    })
  }
}

test("a word that the catalogue lacks is a defect that is named", () => {
  assert.throws(() => wordsOf("jvm", "en")("nothing"), /templateWords\.jvm\.nothing/)
})
