import { log } from "#lib/log.ts"
import { runWorker } from "#lib/worker/main.ts"
import { lifetime } from "./lifetime.ts"

const ending = lifetime()
process.send?.("ready")
await runWorker(ending)
log.info("worker has ended")
process.exit(0)
