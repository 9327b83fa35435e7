import { WEB, runRole } from "./role.ts"
import { main } from "./say.ts"

await main(() => runRole(WEB))
process.exit()
