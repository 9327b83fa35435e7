import { ErrorCode, LogLevel, WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebClient } from "@slack/web-api"
import { z } from "zod"
import { defineContactPoint, type SendResult } from "../kind.ts"
import { mayHaveArrived, reasonOf } from "../outcome.ts"
import { slackBlocks } from "./slack-blocks.ts"

const Settings = z.strictObject({
  token: z
    .string()
    .trim()
    .regex(/^[\x21-\x7E]{1,500}$/)
    .meta({ title: "Bot token", secret: true }),
  /** "C0123…", or "#name" of a public channel. */
  channel: z.string().trim().min(1).max(100).meta({ title: "Channel" }),
  apiUrl: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional()
    .meta({ title: "API URL" }),
})

/** Slack's limit for one channel. */
const MIN_INTERVAL_MS = 1_000
const TIMEOUT_MS = 20_000

export const slack = defineContactPoint({
  name: "slack",
  label: "Slack",
  settings: Settings,
  rateKey: (settings) => `${settings.apiUrl ?? ""} ${settings.channel}`,
  minIntervalMs: MIN_INTERVAL_MS,
  async send(settings, message, { fetch, signal }) {
    const client = new WebClient(settings.token, {
      slackApiUrl: settings.apiUrl && `${settings.apiUrl.replace(/\/+$/, "")}/`,
      fetch: ((url: string, init: RequestInit) =>
        fetch(url, { ...init, signal: init.signal ? AbortSignal.any([init.signal, signal]) : signal })) as never,
      timeout: TIMEOUT_MS,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      allowAbsoluteUrls: false,
      logLevel: LogLevel.ERROR,
    })
    const { text, color, blocks } = slackBlocks(message)
    try {
      const attachments = [{ color, blocks, fallback: text }]
      const post = { channel: settings.channel, text, attachments, unfurl_links: false, unfurl_media: false }
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a method of Slack's, not the browser's
      const sent = await client.chat.postMessage(post)
      return { ok: true, reference: { channel: sent.channel ?? settings.channel, ts: String(sent.ts) } }
    } catch (error) {
      return failure(error)
    }
  },
})

/** By name, since Slack answers them with HTTP 200. */
const BROKEN = new Set([
  "channel_not_found",
  "not_in_channel",
  "is_archived",
  "invalid_auth",
  "not_authed",
  "account_inactive",
  "token_revoked",
  "token_expired",
  "no_permission",
  "missing_scope",
  "org_login_required",
  "ekm_access_denied",
  "restricted_action",
  "team_access_not_granted",
])
const PASSING = new Set([
  "internal_error",
  "fatal_error",
  "service_unavailable",
  "request_timeout",
  "ratelimited",
  "rate_limited",
  "team_added_to_org",
])

function failure(error: unknown): SendResult {
  if (error instanceof WebAPIRateLimitedError) return { ok: false, retry: true, afterMs: error.retryAfter * 1000, reason: "ratelimited" }
  if (error instanceof WebAPIPlatformError) {
    const name = error.data.error
    const detail = error.data.response_metadata?.messages?.join("; ")
    const reason = detail ? `${name}: ${detail.slice(0, 500)}` : name
    return { ok: false, retry: PASSING.has(name), broken: BROKEN.has(name), reason }
  }
  if (error instanceof WebAPIHTTPError) {
    const retry = error.statusCode >= 500 || error.statusCode === 408
    return { ok: false, retry, reason: `HTTP ${error.statusCode}`, unknownOutcome: error.statusCode >= 500 }
  }
  const original =
    (error as { code?: string; original?: unknown }).code === ErrorCode.RequestError ? (error as { original: unknown }).original : error
  return { ok: false, retry: true, reason: reasonOf(original), unknownOutcome: mayHaveArrived(original) }
}
