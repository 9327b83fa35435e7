import assert from "node:assert/strict"
import type { ServerResponse } from "node:http"
import { after, test } from "node:test"
import { failure, longestBlock, standIn, testContext, type Seen } from "#lib/datasource/testing.ts"
import { fieldOf, type Frame } from "#lib/frame/frame.ts"
import { prometheus } from "./index.ts"

let answer: (seen: Seen, response: ServerResponse) => void = () => {}
const server = await standIn((seen, response) => answer(seen, response))
after(server.close)
const settings = { url: server.url }
const says = (status: number, type: string, body: string) =>
  (answer = (_, response) => response.writeHead(status, { "content-type": type }).end(body))
const run = (query: object) => prometheus.run(settings, { expr: "up", ...query }, testContext(settings))
const values = (frame: Frame | undefined) => Array.from(fieldOf(frame!, "value", "number")!.values)
const times = (frame: Frame | undefined) => Array.from(fieldOf(frame!, "time", "time")!.values)

const lies: [fact: string, status: number, type: string, body: string, code: string, key: string][] = [
  ["a web page with 200", 200, "text/html", "<html><head><title>Sign in</title></head><body>…", "upstream_error", "upstreamHtml"],
  ["a web page that calls itself JSON", 200, "application/json", "<!doctype html><title>Hi</title>", "upstream_error", "upstreamHtml"],
  ["a proxy's error page", 502, "text/html", "<html><title>502 Bad Gateway</title></html>", "upstream_error", "upstreamHtml"],
  [
    "broken off JSON",
    200,
    "application/json",
    '{"status":"success","data":{"resultType":"matrix","result":[{"metric":{},"values":[[1,"1"],[2,"',
    "upstream_error",
    "upstreamTruncated",
  ],
  [
    "JSON with a tail",
    200,
    "application/json",
    '{"status":"success","data":{"resultType":"vector","result":[]}} x',
    "upstream_error",
    "upstreamTruncated",
  ],
  ["an empty body", 200, "application/json", "", "upstream_error", "upstreamTruncated"],
  ["plain text", 200, "text/plain", "hello", "upstream_error", "upstreamContent"],
  ["other JSON", 200, "application/json", '{"hello":"world"}', "upstream_error", "upstreamShape"],
  ["a list", 200, "application/json", "[]", "upstream_error", "upstreamTruncated"],
  [
    "a value that is no number",
    200,
    "application/json",
    '{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1,"abc"]}]}}',
    "upstream_error",
    "upstreamTruncated",
  ],
  [
    "depth without end",
    200,
    "application/json",
    `{"status":"success","data":{"resultType":"vector","result":${"[".repeat(100_000)}`,
    "upstream_error",
    "upstreamTruncated",
  ],
  ["an error without words", 500, "text/plain", "", "upstream_error", "upstreamStatusEmpty"],
  ["no access", 401, "text/plain", "Unauthorized", "upstream_error", "queryForbidden"],
  ["overload", 429, "text/plain", "slow down", "upstream_error", "queryBusy"],
  [
    "the server's own time-out",
    503,
    "application/json",
    '{"status":"error","errorType":"timeout","error":"query timed out in expression evaluation"}',
    "upstream_timeout",
    "queryTimedOut",
  ],
]
for (const [fact, status, type, body, code, key] of lies) {
  test(`${fact} is told as ${key}`, async () => {
    says(status, type, body)
    const error = await failure(run({}))
    assert.deepEqual([error.code, error.key], [code, key])
    assert.ok(String(error.params.text ?? "").length <= 200)
  })
}

test("blanks and the order of keys do not matter", async () => {
  says(
    200,
    "application/json",
    ' { "data" : { "result" : [ { "values" : [ [ 1 , "1" ] , [ 2.5 , "-2e-7" ] ] , "metric" : { "a" : "\\"b" } } ] , "resultType" : "matrix" } , "status" : "success" } ',
  )
  const [frame] = await run({})
  assert.deepEqual([frame?.labels, times(frame), values(frame)], [{ a: '"b' }, [1000, 2500], [1, -2e-7]])
})

test("a matrix of 27 MB never holds the event loop for more than 50 ms", async () => {
  const samples = Array.from({ length: 11_000 }, (_, at) => `[${1_795_209_864 + at * 15},"${Math.sin(at) / 3}"]`).join(",")
  const body = `{"status":"success","data":{"resultType":"matrix","result":[${Array.from({ length: 75 }, (_, at) => `{"metric":{"i":"${at}"},"values":[${samples}]}`).join(",")}]}}`
  says(200, "application/json", body)
  await run({})
  let frames: Frame[] = []
  const longest = await longestBlock(async () => void (frames = await run({})))
  assert.equal(frames.length, 75)
  assert.equal(values(frames[74]).length, 11_000)
  assert.ok(longest <= 50, `${Math.round(longest)} ms`)
})
