import assert from "node:assert/strict"
import { test } from "node:test"
import { placeInQuery } from "./place-in-query.ts"

/** `‸` is the cursor; what is typed of the word is named in the answer. */
const rows: [string, string, string][] = [
  ["an empty query", "‸", "outside"],
  ["a function", "rat‸", "outside rat"],
  ["after an opening brace", "{‸", "name"],
  ["a label", "{ap‸", "name ap"],
  ["after a label comes an operator", "{app ‸", "nothing"],
  ["a value before its quote", "{app=‸", "value of app"],
  ["a value", '{app="ap‸', "value of app, ap"],
  ["a value behind closed brackets", '{app="‸"}', "value of app"],
  ["a value in backticks", "{app=~`ap‸", "value of app, ap"],
  ["an escaped quote does not end the value", '{app="a\\"b‸', 'value of app, a\\"b'],
  ["after a whole condition, a comma", '{app="api", ns‸', "name ns knowing app=api"],
  ["the value of the second", '{app="api", ns!="‸', "value of ns knowing app=api"],
  ["behind the braces", '{app="api"} ‸', "outside"],
  ["a line filter's text", '{app="api"} |= "er‸', "nothing"],
  ["before a line filter's text", '{app="api"} |~ ‸', "nothing"],
  ["after a line filter", '{app="api"} |= "x" ‸', "outside"],
  ["a stage", '{app="api"} | js‸', 'stage js of {app="api"}'],
  ["a stage after a filter", '{app="api"} |= "x" | ‸', 'stage of {app="api"}'],
  ["the value of a field", '{app="api"} | json | status >= ‸', "nothing"],
  ["inside of a number function", 'rate({app="api"}[5m‸', "outside 5m"],
  ["a grouping", 'sum by (ap‸) (rate({app="api"}[5m]))', "grouping ap of "],
  ["a grouping behind", 'sum(rate({app="api"}[5m])) by (a, le‸', 'grouping le of {app="api"}'],
  ["behind a grouping", "sum by (app) (‸", "outside"],
  ["a comment", "# {app‸", "nothing"],
  ["after a comment", "# {app\n{‸", "name"],
  ["an attribute", "{ resource.serv‸", "name resource.serv"],
  ["an attribute without scope", "{ .serv‸", "name .serv"],
  ["an attribute's value", '{ resource.service.name = "ch‸', "value of resource.service.name, ch"],
  ["a bare value", "{ status = err‸", "value of status, err"],
  ["after a bare value", "{ status = error && ‸", "name"],
  ["a second attribute", '{ resource.service.name = "a" && span.h‸', "name span.h knowing resource.service.name=a"],
  ["conditions joined by or narrow nothing", '{ name = "a" || span.h‸', "name span.h"],
  ["an intrinsic with a colon", "{ span:dur‸", "name span:dur"],
  ["a pipeline of traces", "{ status = error } | sel‸", "stage sel of { status = error }"],
]

for (const [name, marked, expected] of rows)
  test(name, () => {
    const cursor = marked.indexOf("‸")
    const text = marked.replace("‸", "")
    assert.equal(described(text, cursor), expected)
  })

function described(text: string, cursor: number): string {
  const place = placeInQuery(text, cursor)
  if (!place) return "nothing"
  const typed = text.slice(place.from, cursor)
  const known =
    "known" in place && place.known.length > 0
      ? ` knowing ${place.known.map((one) => `${one.name}=${one.text.slice(1, -1)}`).join(" ")}`
      : ""
  const selector = "selector" in place ? ` of ${place.selector}` : ""
  if (place.at === "value") return `value of ${place.name}${typed && `, ${typed}`}${known}`
  return `${place.at}${typed && ` ${typed}`}${selector}${known}`
}

test("a hundred thousand braces are read in one pass", () => {
  const text = "{".repeat(100_000)
  assert.deepEqual(placeInQuery(text, text.length), { at: "name", from: text.length, known: [] })
})
