// Reads back what a real Prometheus stored.
import type { Recorded } from "./memory-storage.ts"

interface Matrix {
  data: { result: { metric: Record<string, string>; values: [number, string][] }[] }
}

export function numberOfSample(text: string): number {
  if (text === "+Inf") return Infinity
  return text === "-Inf" ? -Infinity : Number(text)
}

const targetOf = (metric: Record<string, string>) => `${metric.job}\n${metric.instance}`

/**
 * The API doesn't return stale markers, but a scrape that no longer has a series writes one: where a scrape of its target (known by `up`)
 * follows a sample of a scrape and brings none. Samples with times of their own have none.
 */
export async function scraped(url: string, atMs: number, range: string): Promise<Recorded[]> {
  const query = new URLSearchParams({ query: `{__name__=~".+"}[${range}]`, time: String(atMs / 1000) })
  const { data } = (await (await fetch(`${url}/api/v1/query?${query}`)).json()) as Matrix
  const scrapes = new Map<string, number[]>()
  for (const { metric, values } of data.result)
    if (metric.__name__ === "up")
      scrapes.set(
        targetOf(metric),
        values.map(([seconds]) => Math.round(seconds * 1000)),
      )
  return data.result.map(({ metric, values }) => {
    const times = scrapes.get(targetOf(metric)) ?? []
    const next = new Map(times.map((time, at) => [time, times[at + 1]]))
    const own = values.map(([seconds, text]) => ({ timeMs: Math.round(seconds * 1000), value: numberOfSample(text) }))
    const samples = own.flatMap((sample, at) => {
      const following = next.get(sample.timeMs)
      const isLast = following !== undefined && own[at + 1]?.timeMs !== following
      return isLast ? [sample, { timeMs: following, value: NaN, stale: true }] : [sample]
    })
    return { labels: metric, samples }
  })
}
