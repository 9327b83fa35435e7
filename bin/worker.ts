import { WORKER, runRole } from "./role.ts"
import { main } from "./say.ts"

await main(() => runRole(WORKER))
process.exit()
