import assert from "node:assert/strict"
import test from "node:test"
import { DashboardInput, type Panel } from "#lib/dashboard/schema.ts"
import { cellsHeight, compact, duplicatePanel, freePlace, movePanels, readingOrder, removePanel } from "./layout.ts"

const panel = (id: string, x: number, y: number, w: number, h: number): Panel => ({
  id,
  kind: "k",
  title: "",
  grid: { x, y, w, h },
  queries: [],
  options: {},
})
const document = (...panels: Panel[]) => DashboardInput.parse({ title: "t", panels })
const places = (panels: Panel[]) => panels.map(({ id, grid }) => `${id}:${grid.x},${grid.y}`)

test("panels are read by rows", () => {
  assert.deepEqual(
    readingOrder([panel("c", 0, 5, 1, 1), panel("b", 12, 0, 1, 1), panel("a", 0, 0, 1, 1)]).map((one) => one.id),
    ["a", "b", "c"],
  )
})

test("a new panel takes the first gap that is large enough", () => {
  const panels = [panel("a", 0, 0, 12, 8), panel("b", 0, 8, 24, 4)]
  assert.deepEqual(freePlace(panels, { w: 12, h: 8 }), { x: 12, y: 0, w: 12, h: 8 })
  assert.deepEqual(freePlace(panels, { w: 24, h: 2 }), { x: 0, y: 12, w: 24, h: 2 })
  assert.deepEqual(freePlace([], { w: 30, h: 2 }), { x: 0, y: 0, w: 24, h: 2 })
})

test("removing a panel closes the gap", () => {
  const next = removePanel(document(panel("a", 0, 0, 12, 8), panel("b", 0, 8, 12, 4), panel("c", 12, 0, 12, 4)), "a")
  assert.deepEqual(places(next.panels), ["b:0,0", "c:12,0"])
})

test("overlapping panels of a foreign file are put below each other", () => {
  assert.deepEqual(places(compact([panel("a", 0, 0, 12, 4), panel("b", 6, 2, 12, 4), panel("c", 20, 9, 12, 2)])), [
    "a:0,0",
    "b:6,4",
    "c:12,8",
  ])
})

test("a duplicate is a copy at a free place", () => {
  const next = duplicatePanel(document(panel("a", 0, 0, 12, 4)), "a", "b")
  assert.deepEqual(places(next.panels), ["a:0,0", "b:12,0"])
  assert.notEqual(next.panels[0]?.options, next.panels[1]?.options)
})

test("a move that moves nothing is no change", () => {
  const before = document(panel("a", 0, 0, 12, 4))
  assert.equal(movePanels(before, new Map([["a", { x: 0, y: 0, w: 12, h: 4 }]])), before)
  assert.deepEqual(places(movePanels(before, new Map([["a", { x: 1, y: 0, w: 12, h: 4 }]])).panels), ["a:1,0"])
})

test("cells in pixels", () => assert.equal(cellsHeight(8), 296))
