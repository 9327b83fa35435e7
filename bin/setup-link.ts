// A process of its own, since it opens database pools that the supervisor has no other use for.
import { ensureBootstrapToken, ensureSetupToken } from "#lib/access/setup.ts"
import { main } from "./say.ts"

await main(async () => {
  await ensureBootstrapToken()
  const token = await ensureSetupToken()
  process.send?.({ token })
})
process.exit()
