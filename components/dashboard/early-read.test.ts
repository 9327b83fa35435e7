import assert from "node:assert/strict"
import { test } from "node:test"
import { runInNewContext } from "node:vm"
import { ownZone } from "#components/shell/range-words.ts"
import { readViewState } from "#components/shell/view-state.ts"
import type { PanelsQuery } from "#lib/query/schema.ts"
import { type EarlyPage, earlyRead, earlyScript, sizeScript, startEarly } from "./early-read.ts"
import { takeEarly } from "./take-early.ts"
import type { DashboardAnswer } from "./use-dashboard.ts"

const panel = (id: string, y: number) => ({
  id,
  kind: "stat",
  title: id,
  grid: { x: 0, y, w: 12, h: 8 },
  options: {},
  queries: [{ ref: "A" }],
})
const dashboard: DashboardAnswer = {
  id: "shop",
  view: true,
  title: "Shop",
  tags: [],
  version: 1,
  time: { from: "now-1h", to: "now" },
  timezone: "browser",
  refresh: "",
  variables: [{ kind: "custom", name: "zone", current: "eu" }],
  panels: [{ ...panel("words", 0), queries: [] }, panel("low", 90), panel("top", 0)],
}
const opened = (search: string) => earlyRead(dashboard, readViewState(new URLSearchParams(search)), 52)

/** A page whose server answers the text. */
function pageOf(answer: () => Promise<Response>): EarlyPage & { asked: PanelsQuery[] } {
  const asked: PanelsQuery[] = []
  return {
    innerWidth: 1440,
    innerHeight: 900,
    asked,
    fetch: (_, init) => {
      asked.push(JSON.parse(init?.body as string) as PanelsQuery)
      return answer()
    },
  }
}

function started(search: string, answer = () => Promise.resolve(new Response("{}\n"))) {
  const read = opened(search)
  assert.ok(read)
  const page = pageOf(answer)
  startEarly(read, page)
  return page
}

test("what is in view is asked for, as wide as it will be, as the URL says", () => {
  const [asked] = started("from=now-3h&timezone=utc&var-zone=us&var-other=1").asked
  assert.deepEqual(asked, {
    dashboardId: "shop",
    panels: ["top"],
    range: { from: "now-3h", to: "now", timezone: "UTC" },
    variables: { zone: "us" },
    maxDataPoints: { top: 648 },
    firstRows: 200,
    sharedTimes: true,
  })
})

test("the browser's own zone is the one that the page will ask with", () => {
  const read = opened("")
  assert.ok(read)
  for (const named of [{}, { Temporal: { Now: { timeZoneId: () => "Asia/Seoul" } } }]) {
    const page = Object.assign(
      pageOf(() => Promise.resolve(new Response())),
      named,
    )
    startEarly(read, page)
    assert.equal(page.asked[0]?.range.timezone, ownZone(named))
  }
  assert.equal(ownZone({ Temporal: { Now: { timeZoneId: () => "Asia/Seoul" } } }), "Asia/Seoul")
})

test("the window is as large as the head found it: asking again would lay the page out first", () => {
  const read = opened("")
  assert.ok(read)
  const page = Object.defineProperty(
    pageOf(() => Promise.resolve(new Response())),
    "innerWidth",
    {
      get: () => assert.fail("innerWidth lays the page out"),
    },
  )
  const head: { innerWidth: number; innerHeight: number; bongsuSize?: [number, number] } = { innerWidth: 1440, innerHeight: 900 }
  runInNewContext(sizeScript, { window: head, ...head })
  startEarly(read, Object.assign(page, { bongsuSize: head.bongsuSize }))
  assert.deepEqual(page.asked[0]?.maxDataPoints, { top: 648 })
})

test("a panel alone is asked for alone; what is edited is not read from what is saved", () => {
  assert.deepEqual(started("viewPanel=low").asked[0]?.panels, ["low"])
  assert.deepEqual([opened("edit"), opened("editPanel=top")], [undefined, undefined])
})

test("no name can end the script", () => {
  const read = opened(`var-zone=${encodeURIComponent("</script><script>alert(1)//\u2028")}`)
  assert.ok(read)
  const text = earlyScript(read)
  assert.equal(text.includes("</script"), false)
  assert.equal(text.includes("\u2028"), false)
  const page = pageOf(async () => new Response())
  // As in a browser, the text has nothing but itself and the page.
  runInNewContext(text, { window: page, AbortController, TransformStream, Response, performance })
  assert.deepEqual(page.asked[0]?.variables, { zone: "</script><script>alert(1)//\u2028" })
})

test("the answer is taken once, by who asks for the same", async () => {
  const page = started("")
  const [asked] = page.asked
  assert.ok(asked)
  const measured = { ...asked, maxDataPoints: { top: 641 } }
  const early = takeEarly(measured, page, performance.now())
  assert.equal(await (await early?.answer)?.text(), "{}\n")
  assert.equal(takeEarly(measured, page, performance.now()), undefined)
})

test("another range, another value, another width, another panel, or too late: it is asked anew", () => {
  const others: ((asked: PanelsQuery) => PanelsQuery)[] = [
    (asked) => ({ ...asked, range: { ...asked.range, from: "now-2h" } }),
    (asked) => ({ ...asked, variables: { zone: "us" } }),
    (asked) => ({ ...asked, maxDataPoints: { top: 300 } }),
    (asked) => ({ ...asked, panels: ["top", "low"], maxDataPoints: { top: 648, low: 648 } }),
  ]
  for (const other of others) {
    const page = started("")
    assert.equal(takeEarly(other(page.asked[0]!), page, performance.now()), undefined)
  }
  const late = started("")
  assert.equal(takeEarly(late.asked[0]!, late, performance.now() + 11_000), undefined)
})

test("a server that was not reached is no answer", async () => {
  const page = started("", () => Promise.reject(new TypeError("failed to fetch")))
  assert.equal(await page.bongsuEarly?.answer, undefined)
})
