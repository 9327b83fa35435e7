import assert from "node:assert/strict"
import test from "node:test"
import { place, type Side } from "./place.ts"

const view = { width: 1000, height: 600 }
const piece = { width: 200, height: 100 }
const at = (left: number, top: number) => ({ left, top, right: left + 40, bottom: top + 20 })

test("a piece stands at its side, and turns over or moves in where the window ends", () => {
  const rows: [string, Side, ReturnType<typeof at>, { left: number; top: number }][] = [
    ["below, starts aligned", "bottom-start", at(300, 100), { left: 300, top: 125 }],
    ["below, ends aligned", "bottom-end", at(300, 100), { left: 140, top: 125 }],
    ["no room below: above", "bottom-start", at(300, 560), { left: 300, top: 455 }],
    ["ends left of the window: moved in", "bottom-end", at(10, 100), { left: 4, top: 125 }],
    ["ends right of the window: moved in", "bottom-start", at(950, 100), { left: 796, top: 125 }],
    ["above, in the middle", "top", at(300, 300), { left: 220, top: 195 }],
    ["no room above: below", "top", at(300, 10), { left: 220, top: 35 }],
    ["above, ends aligned", "top-end", at(900, 560), { left: 740, top: 455 }],
    ["at the right, in the middle", "right", at(10, 300), { left: 55, top: 260 }],
    ["at the right, feet aligned", "right-end", at(10, 500), { left: 55, top: 420 }],
    ["no room at the right: at the left", "right", at(900, 300), { left: 695, top: 260 }],
  ]
  for (const [name, side, anchor, expected] of rows) assert.deepEqual(place(anchor, piece, view, side, 5), expected, name)
})

test("what fits nowhere stays in the window", () => {
  const tall = { width: 200, height: 590 }
  assert.deepEqual(place(at(300, 300), tall, view, "bottom-start", 5), { left: 300, top: 6 })
  assert.deepEqual(place(at(300, 300), { width: 2000, height: 700 }, view, "bottom-start", 5), { left: 4, top: 4 })
})
