// A real Prometheus that has scraped for two minutes, and what it stored.
import { once } from "node:events"
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { until } from "#e2e/process.ts"
import { startPrometheus } from "#e2e/servers/prometheus.ts"
import { serve } from "../../http/api.ts"
import { createStores } from "../../world/stores.ts"
import type { Recorded } from "./memory-storage.ts"
import { LEAVES_AT, leavingPage, page } from "./page.ts"
import { scraped } from "./scraped.ts"

const SCRAPES = 115
/** The company is watched in a quiet hour, ten minutes into its cycle: no process starts, so no counter begins at zero. */
const QUIET_MS = Date.UTC(2026, 10, 20, 12, 20)
const WORLD = { seed: 7, phaseMs: QUIET_MS - 600_000 }
const PATIENCE_MS = 240_000
/** Questions with a negative offset look so far ahead: into what is stored, not into what may yet be scraped. */
const AHEAD_S = 15

export interface Real {
  url: string
  stored: Recorded[]
  /** A time before the end, as far from all scrapes as can be: no sample stands on the edge of a window of whole seconds, which is
   * closed in Prometheus 2 and open in 3. */
  endMs: number
  stop(): Promise<void>
}

async function listen(body: () => string): Promise<{ server: Server; address: string }> {
  const server = createServer((_, response) => response.setHeader("content-type", "text/plain").end(body()))
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  return { server, address: `127.0.0.1:${(server.address() as AddressInfo).port}` }
}

function betweenScrapes(stored: Recorded[]): number {
  const times = stored.flatMap(({ samples }) => samples.map(({ timeMs }) => timeMs))
  // Half a second: the questions over a range go on by 6.5 s.
  const taken = [...new Set(times.map((ms) => ms % 500))]
  const distance = (ms: number) => Math.min(...taken.map((at) => Math.min((ms - at + 500) % 500, (at - ms + 500) % 500)))
  const quietest = Array.from({ length: 500 }, (_, ms) => ms).reduce((best, ms) => (distance(ms) > distance(best) ? ms : best), 0)
  const newest = times.reduce((a, b) => Math.max(a, b), 0)
  return (Math.floor(newest / 1000) - AHEAD_S) * 1000 + quietest
}

/** Takes two minutes. A page of awkward samples, one that goes away after a minute, and the company's. */
export async function scrapedPrometheus(): Promise<Real> {
  const beganMs = Date.now()
  const seconds = () => (Date.now() - beganMs) / 1000
  const stays = await listen(() => page(seconds(), beganMs))
  const leaves = await listen(() => leavingPage(seconds()))
  const shop = await serve(createStores(WORLD).pages, { port: 0, now: () => QUIET_MS + Date.now() - beganMs })
  const prometheus = await startPrometheus([
    { name: "page", targets: [stays.address] },
    { name: "leaving", targets: [leaves.address] },
    { name: "shop", targets: [new URL(shop.url).host] },
  ])
  const stop = async () => {
    stays.server.close()
    leaves.server.close()
    shop.server.close()
    await prometheus.stop()
  }
  try {
    const scrapes = async (job: string) => Number((await prometheus.value(`count_over_time(up{job="${job}"}[10m])`)) ?? 0)
    await until("scrapes of the leaving target", async () => (await scrapes("leaving")) >= LEAVES_AT, PATIENCE_MS)
    leaves.server.close()
    leaves.server.closeAllConnections()
    await until("enough scrapes", async () => (await scrapes("page")) >= SCRAPES, PATIENCE_MS)
    const stored = await scraped(prometheus.url, Date.now(), "15m")
    return { url: prometheus.url, stored, endMs: betweenScrapes(stored), stop }
  } catch (error) {
    await stop()
    throw error
  }
}
