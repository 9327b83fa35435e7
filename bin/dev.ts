import { runBongsu } from "./bongsu.ts"
import { WEB } from "./role.ts"
import { main } from "./say.ts"

await main(() => runBongsu({ ...WEB, words: ["bin/web-dev.ts"], env: { ...WEB.env, NODE_ENV: "development" } }, true))
process.exit()
