// A 27 MB matrix (100 series × 11,000 points) through the web process: how long its event loop stands still.
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { text } from "node:stream/consumers"
import { startWorld, type World } from "#e2e/world.ts"
import { median, report } from "./figure.ts"

const SERIES = 100
const POINTS = 11_000
const STEP_S = 15
const RUNS = 5

/** The samples of these times, both inside, as Prometheus would answer. */
function matrix(startSeconds: number, endSeconds: number): Buffer {
  const result = Array.from({ length: SERIES }, (_, index) => ({
    metric: { __name__: "big", i: String(index), instance: `host-${index}` },
    values: Array.from({ length: (endSeconds - startSeconds) / STEP_S + 1 }, (_point, at) => {
      const seconds = startSeconds + at * STEP_S
      return [seconds, String(100 + 50 * Math.sin(seconds / 600 + index) + (seconds % 1000) / 997)]
    }),
  }))
  return Buffer.from(JSON.stringify({ status: "success", data: { resultType: "matrix", result } }))
}

/** Longest stall since the last call, as the process itself saw it. */
async function longestBlockMs(world: World): Promise<number> {
  const said = await (await fetch(`${world.url}/metrics`, { headers: { authorization: `Bearer ${world.token}` } })).text()
  const line = /^bongsu_nodejs_eventloop_lag_max_seconds(?:\{[^}]*\})? (\S+)$/m.exec(said)
  if (!line) throw new Error("/metrics has no bongsu_nodejs_eventloop_lag_max_seconds")
  return Number(line[1]) * 1000
}

const fromSeconds = Math.floor(Date.now() / 15_000) * 15 - POINTS * STEP_S
const toSeconds = fromSeconds + (POINTS - 1) * STEP_S
const size = matrix(fromSeconds, toSeconds).length
const kept = new Map<string, Buffer>()
const source = createServer(async (request, response) => {
  const form = new URLSearchParams(await text(request))
  const [start, end] = [Number(form.get("start")), Number(form.get("end"))]
  const body = kept.get(`${start} ${end}`) ?? matrix(start, end)
  kept.set(`${start} ${end}`, body)
  response.writeHead(200, { "content-type": "application/json" }).end(body)
})
await new Promise<void>((resolve) => source.listen(0, "127.0.0.1", resolve))
const world = await startWorld()
try {
  const url = `http://127.0.0.1:${(source.address() as AddressInfo).port}`
  await world.api("POST", "/api/datasources", { id: "prom", name: "Big", kind: "prometheus", settings: { url } })
  const ask = () =>
    world.api<{ frames: unknown[] }>("POST", "/api/explore/query", {
      datasourceId: "prom",
      query: { expr: "big", minStep: "15s" },
      range: { from: fromSeconds * 1000, to: toSeconds * 1000 },
      maxDataPoints: 11_000,
    })
  await ask()
  const blocks: number[] = []
  let frames = 0
  for (let index = 0; index < RUNS; index++) {
    await longestBlockMs(world)
    frames = (await ask()).frames.length
    blocks.push(await longestBlockMs(world))
  }
  const longest = Math.max(...blocks)
  report(`matrix of ${(size / 1e6).toFixed(0)} MB`, [
    {
      figure: `longest block of the event loop (median of ${RUNS}; longest)`,
      measured: `${median(blocks).toFixed(0)} ms; ${longest.toFixed(0)} ms`,
      must: "≤ 50 ms",
      ok: median(blocks) <= 50,
    },
    { figure: "frames answered", measured: String(frames), must: String(SERIES), ok: frames === SERIES },
  ])
} finally {
  await world.stop()
  source.closeAllConnections()
  source.close()
}
process.exit()
