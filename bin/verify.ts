import { main } from "./say.ts"
import { verify } from "./verify-stages.ts"

await main(async () => {
  const total = { passed: 0, failed: 0 }
  await verify(total)
  process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`)
  process.exitCode = total.failed > 0 ? 1 : 0
})
process.exit()
