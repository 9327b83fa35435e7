// A scrape page with all that is awkward in telemetry, as a function of the seconds since it began.
const SERVICES = ["gateway", "payment", "주문"]
const CODES = ["200", "404", "500"]
const BOUNDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5]

/** When the second target stops answering, and when the version changes. */
export const LEAVES_AT = 60
const UPGRADED_AT = 45
/** Counters stand well above zero, also after a reset: how far a window that begins near it reaches back differs between Prometheus 2 and 3. */
const BASE = 1000
/** A counter starts anew after as many seconds. */
const RESET_EVERY = 37
/** The sample with a time of its own is older than the page by this much: it passes the lookback while the test watches. */
export const LATE_BY_S = 240

function goNumber(value: number): string {
  if (Number.isNaN(value)) return "NaN"
  return Math.abs(value) === Infinity ? (value > 0 ? "+Inf" : "-Inf") : String(value)
}

const escaped = (text: string) => text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")

function line(name: string, labels: Record<string, string>, value: number, timeMs?: number): string {
  const inner = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`)
  return `${name}{${inner.join(",")}} ${goNumber(value)}${timeMs === undefined ? "" : ` ${timeMs}`}`
}

function counters(s: number): string[] {
  return SERVICES.flatMap((service, at) =>
    CODES.map((code, which) => {
      const since = at === 1 ? (s + 5) % RESET_EVERY : s
      const speed = (at + 1) * (10 - which * 3.5)
      return line("requests_total", { service, code }, Math.floor(BASE + since * speed + 3 * Math.abs(Math.sin(s / 5 + which))))
    }),
  )
}

function histograms(s: number): string[] {
  return SERVICES.flatMap((service, at) => {
    const total = BASE + Math.floor(s * (5 + at))
    const share = (bound: number) => 1 - Math.exp(-bound * (3 + at + Math.sin(s / 20)))
    const buckets = BOUNDS.map((bound) => line("latency_seconds_bucket", { service, le: String(bound) }, Math.floor(total * share(bound))))
    return [
      ...buckets,
      line("latency_seconds_bucket", { service, le: "+Inf" }, total),
      line("latency_seconds_sum", { service }, total * 0.31),
      line("latency_seconds_count", { service }, total),
    ]
  })
}

function oddHistograms(s: number): string[] {
  return [
    line("falling_bucket", { le: "1" }, 10 + s),
    line("falling_bucket", { le: "2" }, 5 + s),
    line("falling_bucket", { le: "+Inf" }, 30 + s),
    line("endless_bucket", { le: "1" }, s),
    line("endless_bucket", { le: "2" }, 2 * s),
    line("negative_bucket", { le: "-1" }, 4),
    line("negative_bucket", { le: "+Inf" }, 8),
    line("nameless_bucket", { le: "many" }, 8),
    line("empty_bucket", { le: "1" }, 0),
    line("empty_bucket", { le: "+Inf" }, 0),
  ]
}

function gauges(s: number): string[] {
  const temperature = ["seoul", "busan"].map((city, at) => line("temperature_celsius", { city }, 20 + 8 * Math.sin(s / 11 + at) - at / 3))
  return [
    ...temperature,
    line("queue_depth", { queue: "mail", host: "h1" }, Math.round(5 + 5 * Math.sin(s / 3))),
    line("queue_depth", { queue: "mail", host: "h2" }, Math.round(4 + 3 * Math.cos(s / 4))),
    line("queue_depth", { queue: "chat", host: "h1" }, s % 4),
    line("steady", {}, 7.5),
    line("disk_free_bytes", { device: "/data" }, 4e9 - s * 12_345.678),
    line("huge", { n: "1" }, 1e300),
    line("huge", { n: "2" }, -1e300),
    line("tiny", {}, 1e-7 * (1 + (s % 3))),
    line("started_seconds", {}, 1_700_000_000 + 86_400 * 45),
  ]
}

function odd(s: number): string[] {
  return [
    line("odd", { kind: "nan" }, NaN),
    line("odd", { kind: "inf" }, Infinity),
    line("odd", { kind: "minus_inf" }, -Infinity),
    line("odd", { kind: "sometimes" }, s % 5 === 0 ? NaN : s),
    line("odd", { kind: "zero" }, 0),
    line("weird", { v: 'quote " backslash \\ newline \n end' }, 1),
    line("weird", { v: "<img src=x>" }, 2),
    line("weird", { v: "서울 결제 💳" }, 3),
    line("weird", { v: "a.b+c" }, 4),
    line("build_info", { version: s < UPGRADED_AT ? "1.0" : "1.1", service: "gateway" }, 1),
    line("service_info", { service: "gateway", team: "edge" }, 1),
    line("service_info", { service: "payment", team: "money" }, 1),
    ...(s % 20 < 12 ? [line("flapping", {}, BASE + s)] : []),
  ]
}

/** Of the target that stays. `beganMs` is when second 0 was. */
export function page(seconds: number, beganMs: number): string {
  const s = Math.floor(seconds)
  const late = line("late", {}, 42, beganMs - LATE_BY_S * 1000)
  return [...counters(s), ...histograms(s), ...oddHistograms(s), ...gauges(s), ...odd(s), late, ""].join("\n")
}

/** Of the target that goes away. */
export function leavingPage(seconds: number): string {
  const s = Math.floor(seconds)
  const lines = [
    line("requests_total", { service: "gateway", code: "200" }, BASE + s * 4),
    line("steady", {}, 8.5),
    line("only_here", {}, BASE + s),
  ]
  return [...lines, ""].join("\n")
}
