/** A terminal's Ctrl-C arrives several times: from the terminal, and passed on by npm and the launcher. */
const SAME_REQUEST_MS = 1_500

/**
 * A signal that aborts when this process is asked to end: Ctrl-C, SIGTERM, or the process that started it is gone.
 * A second request, some time after the first, ends at once.
 */
export function lifetime(): AbortSignal {
  const controller = new AbortController()
  let askedAt = 0
  const end = () => {
    if (controller.signal.aborted && performance.now() - askedAt > SAME_REQUEST_MS) process.exit(1)
    askedAt ||= performance.now()
    controller.abort()
  }
  process.on("SIGINT", end)
  process.on("SIGTERM", end)
  if (process.channel) {
    process.on("disconnect", () => controller.abort())
    process.channel.unref()
  }
  return controller.signal
}
