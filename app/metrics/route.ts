import { isMetricsReader, metricsText } from "#lib/metrics-text.ts"

/** Prometheus text; with BONGSU_METRICS_TOKEN set, for its bearer only. */
export async function GET(request: Request): Promise<Response> {
  if (!isMetricsReader(request.headers.get("authorization"))) {
    return new Response("unauthorized\n", { status: 401, headers: { "www-authenticate": "Bearer", "cache-control": "no-store" } })
  }
  const { type, text } = await metricsText()
  return new Response(text, { headers: { "content-type": type, "cache-control": "no-store" } })
}
