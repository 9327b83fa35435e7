import assert from "node:assert/strict"
import { describe, test } from "node:test"
import { decide, flushAfter, type GroupLog, type Member } from "./group.ts"

const timing = { groupWaitMs: 30, groupIntervalMs: 300, repeatIntervalMs: 4000, resolveWaitMs: 5 }
const quiet: GroupLog = { toldFiring: [], flushAtMs: null, lastFlushAtMs: null, lastSentAtMs: null }
const telling = (...toldFiring: string[]): GroupLog => ({ toldFiring, flushAtMs: 4100, lastFlushAtMs: 100, lastSentAtMs: 100 })
const member = (key: string, status: Member["status"], changedAtMs = 0): Member => ({ key, status, changedAtMs })

describe("when a group is looked at", () => {
  const rows: [sentence: string, GroupLog, Member, now: number, at: number | null][] = [
    ["a new group waits", quiet, member("a", "firing"), 0, 30],
    ["a second alert doesn't put it off", { ...quiet, flushAtMs: 30 }, member("b", "firing"), 20, 30],
    ["one that joins keeps the interval", telling("a"), member("b", "firing"), 150, 400],
    ["one that joins late goes at once", telling("a"), member("b", "firing"), 900, 900],
    ["a resolve only waits for its own", telling("a"), member("a", "resolved"), 150, 155],
    ["a resolve of what was never told changes nothing", quiet, member("a", "resolved"), 10, null],
    ["a group that told all its ends is quiet again", { ...quiet, lastFlushAtMs: 100, lastSentAtMs: 100 }, member("a", "firing"), 110, 140],
  ]
  for (const [sentence, log, change, now, at] of rows) test(sentence, () => assert.equal(flushAfter(log, change, timing, now), at))
})

describe("what a flush tells", () => {
  const rows: [sentence: string, GroupLog, Member[], now: number, told: string, next: number | null][] = [
    ["the first", quiet, [member("a", "firing")], 30, "a /", 4030],
    ["nothing that ended before", quiet, [member("a", "resolved")], 30, "/", null],
    ["a firing only once", telling("a"), [member("a", "firing")], 400, "/", 4100],
    ["again after the repeat interval", telling("a"), [member("a", "firing")], 4100, "a /", 8100],
    ["all that fire when one joins", telling("a"), [member("a", "firing"), member("b", "firing", 1)], 400, "a b /", 4400],
    ["the end of what was told", telling("a"), [member("a", "resolved")], 400, "/ a", null],
    ["one end while others fire", telling("a", "b"), [member("a", "resolved"), member("b", "firing")], 400, "b / a", 4400],
    ["an episode and the one before it", telling("a:1"), [member("a:1", "resolved"), member("a:2", "firing")], 400, "a:2 / a:1", 4400],
    ["nothing of an empty group", telling("a"), [], 400, "/", null],
  ]
  for (const [sentence, log, members, now, told, next] of rows) {
    test(sentence, () => {
      const decision = decide(log, members, timing, now)
      assert.equal([...decision.firing, "/", ...decision.resolved].join(" "), told)
      assert.equal(decision.log.flushAtMs, next)
      assert.deepEqual(
        decision.drop,
        members.filter(({ status }) => status === "resolved").map(({ key }) => key),
      )
    })
  }
  test("a flush twice tells once", () => {
    const first = decide(quiet, [member("a", "firing")], timing, 30)
    assert.deepEqual(decide(first.log, [member("a", "firing")], timing, 31).firing, [])
  })
})
