import assert from "node:assert/strict"
import { spawnSync } from "node:child_process"
import { once } from "node:events"
import net from "node:net"
import { test } from "node:test"
import { requireFreePort } from "./preflight.ts"

const WRONG = "postgresql://me:hunter2@127.0.0.1:1/none"

/** [what is run, settings, the one line it ends with] */
const rows: [string, Record<string, string>, string][] = [
  ["migrate", { DATABASE_URL: WRONG }, "DATABASE_URL (127.0.0.1:1/none) can't be used: nothing listens there"],
  ["migrate", { DIRECT_URL: WRONG }, "DIRECT_URL (127.0.0.1:1/none) can't be used: nothing listens there"],
  ["worker", { DATABASE_URL: WRONG }, "DATABASE_URL (127.0.0.1:1/none) can't be used: nothing listens there"],
]

for (const [name, settings, line] of rows) {
  test(`${name} with a wrong ${Object.keys(settings).join()} ends with one sentence`, () => {
    const env = {
      NODE_ENV: "test" as const,
      PATH: process.env.PATH,
      BONGSU_SECRET_KEY: Buffer.alloc(32, 7).toString("base64"),
      ...settings,
    }
    const ended = spawnSync(process.execPath, ["--conditions=react-server", `bin/${name}.ts`], { env, encoding: "utf8" })
    assert.deepEqual([ended.status, ended.stderr], [1, `bongsu  ${line}\n`])
  })
}

test("a port is looked for where the server will listen", async () => {
  const taken = net.createServer()
  taken.listen(0, "127.0.0.1")
  await once(taken, "listening")
  const { port } = taken.address() as net.AddressInfo
  await assert.rejects(requireFreePort({ host: "127.0.0.1", port }), { message: new RegExp(`^Port ${port} is taken`) })
  await requireFreePort({ host: "127.0.0.2", port })
  await assert.rejects(requireFreePort({ host: "192.0.2.1", port }), { message: /^BONGSU_HOST names no address of this machine/ })
  taken.close()
})
