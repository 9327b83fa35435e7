import assert from "node:assert/strict"
import { describe, test } from "node:test"
import { fresh, type Instance } from "./instance.ts"
import { endAll, step, type Outcome, type StepRule } from "./step.ts"

const SECOND = 1000
const EVERY = 30 * SECOND
const base: StepRule = {
  intervalMs: EVERY,
  forMs: 60 * SECOND,
  keepFiringForMs: 0,
  noData: "keep",
  onError: "keep",
  noDataForMs: 300 * SECOND,
  errorForMs: 300 * SECOND,
  missingEvaluationsToResolve: 2,
  absentIsFalse: true,
  edited: false,
}
const labels = { alertname: "A" }
const health = { fingerprint: "H", labels: { alertname: "A", health: "bad" }, annotations: {} }
type Look = "true" | "false" | "unknown" | "absent" | "nodata" | "error"

function outcome(look: Look): Outcome {
  if (look === "nodata") return { kind: "nodata", alert: health }
  if (look === "error") return { kind: "error", reason: "down", alert: health }
  if (look === "absent") return { kind: "ok", samples: [] }
  const holds = look === "true" ? true : look === "false" ? false : null
  return { kind: "ok", samples: [{ fingerprint: "F", labels, annotations: {}, value: holds === null ? null : 7, holds }] }
}

/** Feeds looks at their times and returns the state after each, as a worker would keep it. */
function run(rule: Partial<StepRule>, looks: [Look, number][]) {
  let instances = new Map<string, Instance>()
  let lastEvaluatedMs: number | null = null
  let lastOkMs: number | null = null
  const states: string[] = []
  const all: string[] = []
  for (const [look, seconds] of looks) {
    const nowMs = 1_000_000 + seconds * SECOND
    const result = step({
      rule: { ...base, ...rule },
      previous: [...instances.values()],
      outcome: outcome(look),
      nowMs,
      lastEvaluatedMs,
      lastOkMs,
    })
    instances = new Map([...instances, ...result.changed.map((instance) => [instance.fingerprint, instance] as const)])
    lastEvaluatedMs = nowMs
    if (result.health === "ok") lastOkMs = nowMs
    states.push(instances.get("F")?.state ?? "none")
    for (const { fingerprint, from, to, reason } of result.transitions) all.push(`${fingerprint} ${from}>${to} ${reason}`)
  }
  return { states: states.join(" "), all, instances }
}

const t = (look: Look, seconds: number): [Look, number] => [look, seconds]

describe("what happens to an instance", () => {
  const rows: [sentence: string, Partial<StepRule>, [Look, number][], states: string][] = [
    ["fires when `for` has passed", {}, [t("true", 0), t("true", 30), t("true", 60)], "pending pending firing"],
    ["fires at once without `for`", { forMs: 0 }, [t("true", 0)], "firing"],
    ["a pending one is dropped by one look that is false", {}, [t("true", 0), t("absent", 30), t("true", 60)], "pending inactive pending"],
    [
      "a pending series that is merely not measured waits",
      { absentIsFalse: false },
      [t("true", 0), t("absent", 30), t("true", 60)],
      "pending pending firing",
    ],
    ["two missing looks resolve", { forMs: 0 }, [t("true", 0), t("absent", 30), t("absent", 60)], "firing firing inactive"],
    [
      "one missing look resolves an imported rule",
      { forMs: 0, missingEvaluationsToResolve: 1 },
      [t("true", 0), t("absent", 30)],
      "firing inactive",
    ],
    [
      "a missing look between two true ones counts for nothing",
      { forMs: 0 },
      [t("true", 0), t("absent", 30), t("true", 60), t("absent", 90)],
      "firing firing firing firing",
    ],
    ["a false value resolves at once", { forMs: 0 }, [t("true", 0), t("false", 30)], "firing inactive"],
    ["NaN proves nothing", { forMs: 0 }, [t("true", 0), t("unknown", 30), t("unknown", 60)], "firing firing firing"],
    ["errors never resolve", { forMs: 0 }, [t("true", 0), t("error", 30), t("error", 60), t("error", 900)], "firing firing firing firing"],
    ["no data never resolves by default", { forMs: 0 }, [t("true", 0), t("nodata", 30), t("nodata", 60)], "firing firing firing"],
    ["no data as ok resolves", { forMs: 0, noData: "ok" }, [t("true", 0), t("nodata", 30)], "firing inactive"],
    ["an error between keeps the clock of `for`", {}, [t("true", 0), t("error", 30), t("true", 60)], "pending pending firing"],
    [
      "the clock of `for` stands still while nobody looks",
      {},
      [t("true", 0), t("true", 30), t("true", 3600), t("true", 3630)],
      "pending pending firing firing",
    ],
    ["a gap longer than `for` alone fires nothing", {}, [t("true", 0), t("true", 3600), t("true", 3630)], "pending pending firing"],
    ["a restart with a firing one fires nothing again", {}, [t("true", 0), t("true", 60), t("true", 3600)], "pending firing firing"],
    [
      "keepFiringFor holds, then resolves",
      { forMs: 0, keepFiringForMs: 60_000 },
      [t("true", 0), t("absent", 30), t("absent", 60), t("absent", 90)],
      "firing recovering recovering inactive",
    ],
    [
      "a recovering one that is true again fires without `for`",
      { keepFiringForMs: 60_000 },
      [t("true", 0), t("true", 60), t("false", 90), t("true", 120)],
      "pending firing recovering firing",
    ],
    [
      "keepFiringFor stands still while nobody looks",
      { forMs: 0, keepFiringForMs: 60_000 },
      [t("true", 0), t("false", 30), t("false", 3600), t("false", 3630)],
      "firing recovering recovering inactive",
    ],
    ["a raised `for` doesn't undo a firing", { forMs: 600_000 }, [t("absent", 0)], "none"],
  ]
  for (const [sentence, rule, looks, states] of rows) test(sentence, () => assert.equal(run(rule, looks).states, states))
})

describe("the rule's own health", () => {
  test("an error fires an alert of its own after its own `for`", () => {
    const { all } = run({ onError: "alert", forMs: 0 }, [
      t("true", 0),
      t("error", 30),
      t("error", 60),
      t("error", 330),
      t("error", 360),
      t("true", 390),
    ])
    assert.deepEqual(all, ["F inactive>firing breached", "H inactive>pending error", "H pending>inactive healthy"])
  })
  test("errors in a row reach it", () => {
    const looks = Array.from({ length: 12 }, (_, at): [Look, number] => ["error", at * 30])
    assert.deepEqual(run({ onError: "alert" }, looks).all, ["H inactive>pending error", "H pending>firing error"])
  })
  test("an answer without data ends an alert about errors", () => {
    const { all } = run({ onError: "alert", errorForMs: 0 }, [t("error", 0), t("nodata", 30)])
    assert.deepEqual(all, ["H inactive>firing error", "H firing>inactive healthy"])
  })
  test("no data with its own `for` leaves the series alone", () => {
    const { all } = run({ noData: "alert", noDataForMs: 30_000, forMs: 0 }, [t("true", 0), t("nodata", 30), t("nodata", 60), t("true", 90)])
    assert.deepEqual(all, [
      "F inactive>firing breached",
      "H inactive>pending noData",
      "H pending>firing noData",
      "H firing>inactive healthy",
    ])
  })
})

describe("edits", () => {
  const firing = {
    ...fresh({ fingerprint: "F", labels, annotations: {}, value: 1 }, 0),
    state: "firing" as const,
    firedAtMs: 0,
    activeAtMs: 0,
    episode: 1,
  }
  const look = (rule: Partial<StepRule>, kind: Look) =>
    step({
      rule: { ...base, ...rule },
      previous: [firing],
      outcome: outcome(kind),
      nowMs: 60_000,
      lastEvaluatedMs: 30_000,
      lastOkMs: 30_000,
    })
  test("an instance whose labels are unchanged goes on firing", () => {
    assert.deepEqual(look({ edited: true, forMs: 600_000 }, "true").transitions, [])
  })
  test("one that is gone after an edit is resolved because of it", () => {
    assert.deepEqual(look({ edited: true }, "absent").transitions, [{ fingerprint: "F", from: "firing", to: "inactive", reason: "edited" }])
  })
  test("an edit and an error is no evidence", () => assert.deepEqual(look({ edited: true }, "error").transitions, []))
  test("pausing ends everything with the reason", () => {
    assert.equal(endAll([firing], "paused", 60_000).transitions[0]?.reason, "paused")
  })
})

describe("episodes and writes", () => {
  test("a flapping series counts its episodes", () => {
    const { instances } = run({ forMs: 0 }, [t("true", 0), t("false", 30), t("true", 60), t("false", 90), t("true", 120)])
    assert.equal(instances.get("F")?.episode, 3)
  })
  test("an evaluation that changes nothing writes nothing", () => {
    const first = step({
      rule: { ...base, forMs: 0 },
      previous: [],
      outcome: outcome("true"),
      nowMs: 0,
      lastEvaluatedMs: null,
      lastOkMs: null,
    })
    const second = step({
      rule: { ...base, forMs: 0 },
      previous: first.changed,
      outcome: outcome("true"),
      nowMs: EVERY,
      lastEvaluatedMs: 0,
      lastOkMs: 0,
    })
    assert.deepEqual(second.changed, [])
  })
  test("a false look at an unknown series leaves no row", () => {
    assert.deepEqual(
      step({ rule: base, previous: [], outcome: outcome("false"), nowMs: 0, lastEvaluatedMs: null, lastOkMs: null }).changed,
      [],
    )
  })
})
