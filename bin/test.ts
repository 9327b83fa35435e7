import { startScratch } from "#lib/db/scratch.ts"
import { prepareTemplate } from "#lib/db/template.ts"
import { bringTools } from "./bring-tools.ts"
import { main, say } from "./say.ts"
import { nodeTests, program, stage, testFiles } from "./stages.ts"
import type { ToolName } from "./tools.ts"
import { verify } from "./verify-stages.ts"

const TOOLS: ToolName[] = ["prometheus", "node_exporter", "promtool", "amtool", "chromium"]
/** Waits for two minutes of a real server's scrapes: beside all else. */
const SCRAPED = "demo/promql/agreement.int.test.ts"
/** Waits for the demo's clock: beside the tests that have no browser. */
const DEMO = "e2e/demo.e2e.ts"

await main(async () => {
  const total = { passed: 0, failed: 0 }
  await stage("tools", total, async () => {
    const missing = bringTools(TOOLS)
    for (const name of missing) say(`${name} could not be had: install it and put it on PATH`)
    return { passed: TOOLS.length - missing.length, failed: missing.length }
  })
  const scraped = stage("a real Prometheus' answers", total, () => nodeTests([SCRAPED]))
  await verify(total)
  await stage("migrations and schema agree", total, () => program(["--conditions=react-server", "bin/migrate.ts", "check"]))
  const server = await startScratch()
  try {
    process.env.BONGSU_TEST_DATABASE_URL = server.url
    await prepareTemplate(server.url)
    const demo = stage("the demo's journey", total, () => nodeTests([DEMO]))
    await stage("store", total, () => nodeTests(testFiles(["{app,bin,components,lib}/**/*.store.test.ts"])))
    await stage("integration", total, () => nodeTests(testFiles(["{app,bin,components,demo,lib,e2e}/**/*.int.test.ts"], [SCRAPED]), 1))
    await demo
    await stage("journeys", total, () => nodeTests(testFiles(["e2e/**/*.e2e.ts"], [DEMO]), 1))
    await scraped
  } finally {
    await server.stop()
  }
  process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`)
  process.exitCode = total.failed > 0 ? 1 : 0
})
process.exit()
