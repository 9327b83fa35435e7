import assert from "node:assert/strict"
import test from "node:test"
import { change, isDirty, markSaved, redo, startHistory, undo } from "./edit-history.ts"

test("undo and redo walk the same way", () => {
  let history = change(change(startHistory("a"), "b"), "c")
  history = undo(history)
  assert.equal(history.present, "b")
  history = undo(undo(history))
  assert.equal(history.present, "a")
  assert.equal(redo(redo(redo(history))).present, "c")
})

test("a new change drops what was undone", () => {
  const history = change(undo(change(startHistory("a"), "b")), "x")
  assert.deepEqual(history.future, [])
  assert.equal(undo(history).present, "a")
})

test("a burst with one mark is one step", () => {
  let history = startHistory("")
  for (const text of ["t", "ti", "tit"]) history = change(history, text, "title")
  history = change(history, "tit+move")
  assert.equal(undo(history).present, "tit")
  assert.equal(undo(undo(history)).present, "")
})

test("dirty is about content", () => {
  const start = startHistory({ n: 1 })
  assert.equal(isDirty(start), false)
  const changed = change(start, { n: 2 })
  assert.equal(isDirty(changed), true)
  assert.equal(isDirty(change(changed, { n: 1 })), false)
  assert.equal(isDirty(markSaved(changed, changed.present)), false)
})
