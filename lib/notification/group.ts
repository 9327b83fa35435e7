import type { Timing } from "./route.ts"

/** What a group was last told. Keys name an instance's episode. */
export interface GroupLog {
  toldFiring: string[]
  flushAtMs: number | null
  lastFlushAtMs: number | null
  lastSentAtMs: number | null
}

export interface Member {
  /** instance id + ":" + episode */
  key: string
  status: "firing" | "resolved"
  changedAtMs: number
}

/**
 * When the group is to be looked at after one of its alerts changed. A quiet group collects for `groupWait`, one that has told something
 * keeps `groupInterval` between messages, a resolve waits for `resolveWait` only. A resolve of what was never told needs no look.
 */
export function flushAfter(log: GroupLog, change: Pick<Member, "key" | "status">, timing: Timing, nowMs: number): number | null {
  if (change.status === "resolved") {
    return log.toldFiring.includes(change.key) ? earlier(log.flushAtMs, nowMs + timing.resolveWaitMs) : log.flushAtMs
  }
  const isQuiet = log.toldFiring.length === 0
  const earliest = isQuiet ? nowMs + timing.groupWaitMs : Math.max(nowMs, (log.lastFlushAtMs ?? nowMs) + timing.groupIntervalMs)
  return earlier(log.flushAtMs, earliest)
}

const earlier = (a: number | null, b: number) => (a === null ? b : Math.min(a, b))

export interface Decision {
  /** Keys of what the message says, firing first, oldest first; empty: no message. */
  firing: string[]
  resolved: string[]
  /** Members that are over, told or not. */
  drop: string[]
  log: GroupLog & { toldResolved: string[] }
}

/**
 * A flush: what is new since the last one. Told once: a firing, once more its end; a firing that still holds again after `repeatInterval`.
 * What ended before it was told is never told.
 * @param sendResolved false for a contact point that wants no ends; the log is kept all the same
 */
export function decide(log: GroupLog, members: Member[], timing: Timing, nowMs: number, sendResolved = true): Decision {
  const told = new Set(log.toldFiring)
  const byAge = members.toSorted((a, b) => a.changedAtMs - b.changedAtMs || (a.key < b.key ? -1 : 1))
  const firing = byAge.filter((member) => member.status === "firing").map(({ key }) => key)
  const ended = byAge.filter((member) => member.status === "resolved").map(({ key }) => key)
  const resolved = sendResolved ? ended.filter((key) => told.has(key)) : []
  const isNew = firing.some((key) => !told.has(key))
  const isRepeat = firing.length > 0 && log.lastSentAtMs !== null && log.lastSentAtMs + timing.repeatIntervalMs <= nowMs
  const sends = isNew || resolved.length > 0 || isRepeat
  const lastSentAtMs = sends ? nowMs : log.lastSentAtMs
  return {
    firing: sends ? firing : [],
    resolved,
    drop: ended,
    log: {
      toldFiring: firing,
      toldResolved: resolved,
      lastFlushAtMs: nowMs,
      lastSentAtMs,
      flushAtMs: firing.length > 0 && timing.repeatIntervalMs < Infinity ? (lastSentAtMs ?? nowMs) + timing.repeatIntervalMs : null,
    },
  }
}
