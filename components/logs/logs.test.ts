import assert from "node:assert/strict"
import { test } from "node:test"
import type { Frame } from "#lib/frame/frame.ts"
import { headLength, highlighted, plainText, rowText, sizeText } from "./line-text.ts"
import { lineAt, logRows } from "./lines.ts"
import { prettyJson } from "./pretty-json.ts"

function logs(entries: [ns: string, line: string][]): Frame {
  return {
    shape: "logs",
    labels: {},
    fields: [
      { name: "time", type: "time", values: entries.map(([ns]) => Number(ns.slice(0, -6))) },
      { name: "timestampNs", type: "text", values: entries.map(([ns]) => ns) },
      { name: "line", type: "text", values: entries.map(([, line]) => line) },
    ],
    notices: [],
  }
}
const texts = (frames: Frame[], ...rest: ["newest" | "oldest", "none" | "exact" | "numbers"]) =>
  logRows(frames, ...rest).map((row) => lineAt(frames, row).line)

test("several answers merge by nanoseconds; oldest first is the exact reverse", () => {
  const frames = [
    logs([
      ["1000000003", "c"],
      ["1000000001", "a"],
      ["1000000001", "a2"],
    ]),
    logs([
      ["1000000002", "b"],
      ["1000000001", "a3"],
    ]),
  ]
  assert.deepEqual(texts(frames, "newest", "none"), ["c", "b", "a", "a2", "a3"])
  assert.deepEqual(texts(frames, "oldest", "none"), ["a3", "a2", "a", "b", "c"])
})

test("repeated lines fold, on wish but for their digits", () => {
  const frames = [
    logs([
      ["5000000", "took 3 ms"],
      ["4000000", "took 3 ms"],
      ["3000000", "took 41 ms"],
      ["2000000", "other"],
      ["1000000", "took 3 ms"],
    ]),
  ]
  assert.deepEqual(
    logRows(frames, "newest", "exact").map((row) => row.repeats),
    [1, 0, 0, 0],
  )
  assert.deepEqual(
    logRows(frames, "newest", "numbers").map((row) => row.repeats),
    [2, 0, 0],
  )
  assert.deepEqual(
    logRows(frames, "newest", "exact").map((row) => row.repeats),
    [1, 0, 0, 0],
    "a second look counts anew",
  )
})

test("a frame without levels and labels is still readable", () => {
  const line = lineAt([logs([["1000000", "x"]])], { frame: 0, row: 0 })
  assert.deepEqual([line.level, line.labels, line.traceId], ["unknown", { stream: {}, metadata: {}, parsed: {} }, ""])
})

test("terminal colours, titles, links and hidden marks go, text stays", () => {
  const rows: [string, string][] = [
    ["\u001B[31mred\u001B[0m \u001B[1;38;5;208mbold\u001B[m", "red bold"],
    ["\u001B]0;title\u0007after", "after"],
    ["\u001B]8;;http://evil\u001B\\link\u001B]8;;\u001B\\", "link"],
    ["bell\u0007 back\b nul\u0000 tab\tstays", "bell back nul tab\tstays"],
    ["abc\u202Edcba", "abcdcba"],
    ["<script>alert(1)</script>", "<script>alert(1)</script>"],
    ["한국어 로그 🔴", "한국어 로그 🔴"],
  ]
  for (const [given, expected] of rows) assert.equal(plainText(given), expected)
})

test("escapes that never end cost no more than their length", () => {
  const started = performance.now()
  plainText("\u001B[".repeat(200_000))
  plainText("\u001B]".repeat(200_000))
  assert.ok(performance.now() - started < 1500)
})

test("a 1 MB line is cut in the row and whole on demand", () => {
  const line = "x".repeat(1_000_000)
  const row = rowText(line, false, true)
  assert.equal(row.text.length, headLength)
  assert.equal(row.cut, 1_000_000 - headLength)
  assert.equal(rowText(line, true, true).cut, 0)
  assert.equal(sizeText(row.cut), "998 kB")
  assert.equal(sizeText(1_400_000), "1.4 MB")
})

test("one row has no line breaks", () => assert.equal(rowText("a\r\nb\n", false, true).text, "a ⏎ b ⏎"))

test("found and not found in turns", () => {
  assert.deepEqual(highlighted("Error in error", "ERROR"), ["", "Error", " in ", "error", ""])
  assert.deepEqual(highlighted("nothing", "  "), ["nothing"])
  assert.deepEqual(highlighted("İİ error", "error"), ["İİ error"])
})

test("JSON is indented with its literals untouched", () => {
  assert.equal(
    prettyJson('{"id":12345678901234567890,"e":1e400,"t":"a,\\"b\\":{","l":[1,{}],"n":[]}'),
    '{\n  "id": 12345678901234567890,\n  "e": 1e400,\n  "t": "a,\\"b\\":{",\n  "l": [\n    1,\n    {}\n  ],\n  "n": []\n}',
  )
  for (const text of ["plain", '"text"', "12", "{broken", ""]) assert.equal(prettyJson(text), undefined)
})

test("thousands of levels deep do not overflow", () => {
  const depth = 5000
  assert.ok(prettyJson("[".repeat(depth) + "]".repeat(depth)) !== undefined)
})
