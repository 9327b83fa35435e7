import assert from "node:assert/strict"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { after, test } from "node:test"
import type { ShareGrant, Viewer } from "#lib/access/viewer.ts"
import { prisma } from "#lib/db/prisma.ts"
import { withDatabase } from "#lib/db/testing.ts"
import { type AnsweredPanel, PanelsQuery } from "#lib/query/schema.ts"
import { panelLines, planPanels } from "./query-panel.ts"
import { DashboardInput } from "./schema.ts"
import { createDashboard } from "./store.ts"

const lines = Array.from({ length: 900 }, (_, line) => [String(BigInt(Date.now() - line) * 1_000_000n), `line ${line}`])
const result = [{ stream: { job: "shop" }, values: lines }]
const server = createServer((request, response) => {
  request.resume()
  response.setHeader("content-type", "application/json")
  response.end(JSON.stringify({ status: "success", data: { resultType: "streams", result } }))
})
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
after(() => server.close().closeAllConnections())

process.env.BONGSU_SECRET_KEY ??= Buffer.alloc(32, 7).toString("base64")
await withDatabase()
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
await prisma.datasource.create({ data: { id: "loki", name: "loki", kind: "loki", settings: { url } } })
const editor: Viewer = { kind: "user", id: "e", name: "Mina", email: "m@example.org", role: "editor" }
const queries = [{ ref: "A", expr: '{canary="secret"}', limit: 1000 }]
const panels = [{ id: "logs", kind: "logs", grid: { x: 0, y: 0, w: 12, h: 8 }, datasourceId: "loki", queries }]
await createDashboard(editor, DashboardInput.parse({ id: "logs", title: "Logs", panels }))

const time: ShareGrant["time"] = { mode: "fixed", from: "now-1h", to: "now" }
const grant: ShareGrant = { linkId: "l", dashboardId: "logs", time, variables: {} }

async function answered(viewer: Viewer, firstRows?: number): Promise<AnsweredPanel[]> {
  const body = PanelsQuery.parse({ dashboardId: "logs", panels: ["logs"], range: { from: "now-1h", to: "now" }, firstRows })
  const plan = await planPanels({ viewer, language: "en", requestId: "r" }, body)
  const parts: Buffer[] = []
  for await (const pieces of panelLines(plan, new AbortController().signal)) for (const piece of pieces) parts.push(Buffer.from(piece))
  const text = Buffer.concat(parts).toString()
  assert.ok(!text.includes("canary"), "the query stays inside")
  return text.split("\n").flatMap((line) => (line ? [JSON.parse(line) as AnsweredPanel] : []))
}

const said = ({ more, frames }: AnsweredPanel) => {
  const texts = frames[0]?.fields.find(({ name }) => name === "line")?.values ?? []
  return [more, frames[0]?.fields.map(({ values }) => values.length === texts.length).every(Boolean), texts.length, texts[0]]
}

test("who asks for first rows gets them ahead of the whole, a link as anyone; who does not gets one line", async () => {
  for (const viewer of [editor, { kind: "share", grant } satisfies Viewer]) {
    assert.deepEqual((await answered(viewer, 100)).map(said), [
      [true, true, 100, "line 0"],
      [undefined, true, 900, "line 0"],
    ])
  }
  assert.deepEqual((await answered(editor)).map(said), [[undefined, true, 900, "line 0"]])
})
