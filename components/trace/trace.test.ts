import assert from "node:assert/strict"
import { test } from "node:test"
import type { Frame } from "#lib/frame/frame.ts"
import { criticalPath, selfTimes } from "./path.ts"
import { matching, moveBy, revealed, visibleSpans } from "./rows.ts"
import { spanTree } from "./tree.ts"

type Span = [id: string, parent: string, from: number, to: number, service?: string, status?: string]

function trace(spans: Span[]): Frame {
  return {
    shape: "spans",
    labels: { traceId: "t" },
    fields: [
      { name: "spanId", type: "text", values: spans.map((span) => span[0]) },
      { name: "parentSpanId", type: "text", values: spans.map((span) => span[1]) },
      { name: "service", type: "text", values: spans.map((span) => span[4] ?? "shop") },
      { name: "name", type: "text", values: spans.map((span) => `do ${span[0]}`) },
      { name: "kind", type: "text", values: spans.map(() => "server") },
      { name: "status", type: "text", values: spans.map((span) => span[5] ?? "unset") },
      { name: "start", type: "time", values: spans.map((span) => span[2]) },
      { name: "durationMs", type: "number", values: spans.map((span) => span[3] - span[2]) },
    ],
    notices: [],
  }
}
const read = (spans: Span[]) => spanTree(trace(spans))
const ids = (tree: ReturnType<typeof spanTree>, rows: Iterable<number>) => Array.from(rows, (span) => tree.spanIds[span]).join(" ")

test("children below their parent by start, whatever the order of arrival", () => {
  const tree = read([
    ["c", "a", 6, 8],
    ["b1", "b", 2, 3],
    ["b", "a", 1, 5],
    ["a", "", 0, 10],
  ])
  assert.equal(ids(tree, tree.order), "a b b1 c")
  assert.deepEqual([...tree.depth], [1, 2, 1, 0])
  assert.deepEqual([...tree.below], [0, 0, 1, 3])
  assert.deepEqual([tree.fromMs, tree.toMs, tree.spanIds[tree.root]], [0, 10, "a"])
})

test("a missing parent makes a top span that is counted", () => {
  const tree = read([
    ["x", "gone", 0, 1],
    ["a", "", 5, 6],
  ])
  assert.deepEqual([tree.trouble.orphans, tree.spanIds[tree.root]], [1, "a"])
  assert.equal(read([["x", "gone", 0, 1]]).root, 0)
})

test("a second span of one id hangs below the first", () => {
  const tree = read([
    ["a", "", 0, 10],
    ["a", "", 1, 9],
    ["b", "a", 2, 3],
  ])
  assert.equal(tree.trouble.duplicates, 1)
  assert.deepEqual([...tree.parent], [-1, 0, 0])
})

test("circles are cut at the earliest span and nothing is lost", () => {
  const tree = read([
    ["a", "c", 3, 4],
    ["b", "a", 1, 2],
    ["c", "b", 2, 3],
    ["self", "self", 0, 1],
  ])
  assert.equal(tree.trouble.cycles, 1)
  assert.equal(new Set(tree.order).size, 4)
  assert.equal(ids(tree, tree.order), "self b c a")
})

test("a child outside its parent's time is counted, not moved", () => {
  const tree = read([
    ["a", "", 10, 20],
    ["b", "a", 5, 8],
    ["c", "a", 25, 26],
  ])
  assert.equal(tree.trouble.skewed, 2)
  assert.equal(tree.start[1], 5)
})

test("an empty trace", () => {
  const tree = read([])
  assert.deepEqual([tree.root, criticalPath(tree).length, visibleSpans(tree, new Set(), undefined).length], [-1, 0, 0])
})

test("self time counts overlapping children once and clips them", () => {
  const own = selfTimes(
    read([
      ["a", "", 0, 100],
      ["b", "a", 10, 50],
      ["c", "a", 40, 60],
      ["d", "a", 90, 150],
    ]),
  )
  assert.deepEqual([...own], [40, 40, 20, 60])
})

test("the critical path goes back through the child that finished last", () => {
  const tree = read([
    ["a", "", 0, 100],
    ["b", "a", 10, 50],
    ["c", "a", 20, 80],
    ["d", "c", 30, 70],
  ])
  assert.deepEqual(
    criticalPath(tree).map(({ span, fromMs, toMs }) => [tree.spanIds[span], fromMs, toMs]),
    [
      ["a", 80, 100],
      ["c", 70, 80],
      ["d", 30, 70],
      ["c", 20, 30],
      ["a", 0, 20],
    ],
  )
})

test("work that runs on after its parent delays nothing; the path covers the root's time", () => {
  const tree = read([
    ["a", "", 0, 100],
    ["late", "a", 120, 130],
    ["on", "a", 90, 200],
    ["b", "a", 0, 90],
  ])
  const path = criticalPath(tree)
  assert.equal(
    path.reduce((sum, part) => sum + part.toMs - part.fromMs, 0),
    100,
  )
  assert.ok(!path.some((part) => tree.spanIds[part.span] === "late"))
})

test("collapse skips what is below; matches keep what leads to them", () => {
  const tree = read([
    ["a", "", 0, 9],
    ["b", "a", 1, 5],
    ["b1", "b", 2, 3, "db", "error"],
    ["c", "a", 6, 8],
  ])
  assert.equal(ids(tree, visibleSpans(tree, new Set([1]), undefined)), "a b c")
  assert.equal(ids(tree, visibleSpans(tree, new Set(), matching(tree, "DB do", false))), "a b b1")
  assert.equal(ids(tree, visibleSpans(tree, new Set(), matching(tree, "", true))), "a b b1")
  assert.equal(matching(tree, " ", false), undefined)
  assert.deepEqual([...revealed(tree, new Set([0, 1, 3]), 2)], [3])
  assert.deepEqual(tree.services, [
    { name: "shop", spans: 3, errors: 0 },
    { name: "db", spans: 1, errors: 1 },
  ])
})

test("arrow keys move, collapse and expand", () => {
  const tree = read([
    ["a", "", 0, 9],
    ["b", "a", 1, 5],
    ["b1", "b", 2, 3],
    ["c", "a", 6, 8],
  ])
  const all = visibleSpans(tree, new Set(), undefined)
  const folded = visibleSpans(tree, new Set([1]), undefined)
  assert.deepEqual(moveBy("ArrowDown", tree, all, new Set(), 0), { select: 1 })
  assert.deepEqual(moveBy("ArrowDown", tree, all, new Set(), -1), { select: 0 })
  assert.deepEqual(moveBy("ArrowUp", tree, all, new Set(), 0), { select: 0 })
  assert.deepEqual(moveBy("ArrowLeft", tree, all, new Set(), 1), { collapse: 1 })
  assert.deepEqual(moveBy("ArrowLeft", tree, folded, new Set([1]), 1), { select: 0 })
  assert.deepEqual(moveBy("ArrowRight", tree, folded, new Set([1]), 1), { expand: 1 })
  assert.deepEqual(moveBy("ArrowRight", tree, all, new Set(), 1), { select: 2 })
  assert.deepEqual(moveBy("End", tree, all, new Set(), 0), { select: 3 })
})

test("a chain of 100,000 spans neither overflows nor takes long", () => {
  const deep: Span[] = Array.from({ length: 100_000 }, (_, index) => [
    `s${index}`,
    index === 0 ? "" : `s${index - 1}`,
    index,
    200_000 - index,
  ])
  const started = performance.now()
  const tree = read(deep)
  assert.equal(tree.depth[99_999], 99_999)
  assert.equal(
    criticalPath(tree).reduce((sum, part) => sum + part.toMs - part.fromMs, 0),
    200_000,
  )
  assert.equal(selfTimes(tree)[0], 2)
  assert.equal(visibleSpans(tree, new Set([0]), undefined).length, 1)
  assert.equal(visibleSpans(tree, new Set(), matching(tree, "s99999", false)).length, 100_000)
  assert.ok(performance.now() - started < 3000)
})

test("a wide trace of 100,000 spans is read quickly", () => {
  const wide: Span[] = Array.from({ length: 100_000 }, (_, index) => [
    `s${index}`,
    index === 0 ? "" : "s0",
    (index * 7919) % 100_000,
    100_001,
  ])
  const started = performance.now()
  const tree = read(wide)
  criticalPath(tree)
  selfTimes(tree)
  assert.ok(performance.now() - started < 2000)
})
