// A process of its own, since it opens database pools that the supervisor has no other use for. Says whether the demo is to run, then waits
// for where it listens.
import { once } from "node:events"
import type { DemoUrls } from "#lib/demo/schema.ts"
import { pointDatasources, seedDemo } from "#lib/demo/seed.ts"
import { demoToRun, pauseDemoRules } from "#lib/demo/store.ts"
import { env } from "#lib/env.ts"
import { main } from "./say.ts"

// The supervisor may end before it says where the demo listens.
process.on("disconnect", () => process.exit())
await main(async () => {
  const language = /^ko/i.test(process.env.LC_ALL ?? process.env.LANG ?? "") ? "ko" : "en"
  const run = await demoToRun(env().demo)
  process.send?.({ phaseMs: run?.phaseMs ?? null })
  if (!run) return pauseDemoRules({ kind: "system" }, language)
  const [urls] = (await once(process, "message")) as [DemoUrls]
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  const seed = { urls, language, timezone: timeZone } as const
  await pointDatasources(seed)
  if (!run.seeded) await seedDemo(seed)
})
process.exit()
