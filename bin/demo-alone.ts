// The demo world without Bongsu: its three APIs, or with `--push` its telemetry sent to real servers.
import { argv } from "node:process"

const push = argv.indexOf("--push")
if (push < 0) await import("#demo/main.ts")
else {
  argv.splice(push, 1)
  await import("#demo/push.ts")
}
