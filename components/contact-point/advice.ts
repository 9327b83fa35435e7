/** What usually helps, by the words that chat services and networks use; keys of `contactPoint.advice_*`. */
const advices = [
  ["credentials", /unauthorized|invalid_auth|not_authed|token_revoked|account_inactive|\b401\b/i],
  ["chat", /chat not found|channel_not_found|chat_id is empty|peer_id_invalid/i],
  [
    "invite",
    /not_in_channel|bot was (kicked|blocked)|bot is not a member|not enough rights|is_archived|restricted_action|missing_scope|\b403\b/i,
  ],
  ["rate", /too many requests|rate_?limited|ratelimited|\b429\b/i],
  ["address", /refused address|private address|not allowed|blocked address/i],
  ["network", /ECONN|ENOTFOUND|EAI_AGAIN|timed? ?out|timeout|socket|certificate|network|fetch failed/i],
] as const

export type Advice = (typeof advices)[number][0] | "other"

/** The advice that fits a vendor's reason. */
export function adviceOf(reason = ""): Advice {
  return advices.find(([, words]) => words.test(reason))?.[0] ?? "other"
}
