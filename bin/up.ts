import { runBongsu } from "./bongsu.ts"
import { main } from "./say.ts"

await main(() => runBongsu())
process.exit()
