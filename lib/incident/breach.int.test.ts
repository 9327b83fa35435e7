import assert from "node:assert/strict"
import { test } from "node:test"
import type { Viewer } from "#lib/access/viewer.ts"
import { standInSource } from "#lib/dashboard/testing.ts"
import { pool } from "#lib/db/pool.ts"
import { prisma } from "#lib/db/prisma.ts"
import { withDatabase } from "#lib/db/testing.ts"
import { AppError } from "#lib/http/errors.ts"
import { seedRule } from "#lib/worker/testing.ts"
import { readBreach } from "./breach.ts"

process.env.BONGSU_SECRET_KEY = Buffer.alloc(32, 7).toString("base64")
await withDatabase()
const { source, url } = await standInSource()
await prisma.datasource.create({ data: { id: "d", name: "Prom", kind: "prometheus", settings: { url } } })
await seedRule("down", { query: { expr: "canary_up == 0", mode: "instant" } })

const FIRED = Date.parse("2026-11-01T10:00:00Z")
const RESOLVED = Date.parse("2026-11-01T11:00:00Z")
await pool.query(
  `insert into alert_instance (id, rule_id, fingerprint, labels, annotations, state, active_at, fired_at, resolved_at, state_since)
   values ('i', 'down', 'f', '{}', '{}', 'inactive', $1, $1, $2, $2)`,
  [new Date(FIRED), new Date(RESOLVED)],
)

const reader: Viewer = { kind: "user", id: "v", name: "Vi", email: "v@example.org", role: "viewer" }
const context = { language: "en" as const, nowMs: Date.parse("2026-11-02T00:00:00Z"), signal: new AbortController().signal }

test("a viewer sees what the rule measures, without its comparison, over the incident's time", async () => {
  const { frames, meta } = await readBreach(reader, "i", context)
  // Nobody else reads from the source: it may be asked in parts.
  const start = Math.min(...source.reads.map((asked) => Number(asked.get("start")) * 1000))
  const end = Math.max(...source.reads.map((asked) => Number(asked.get("end")) * 1000))
  assert.deepEqual([...new Set(source.reads.map((asked) => asked.get("query")))], ["canary_up"])
  assert.ok(start < FIRED && FIRED - start < 60 * 60_000 && end >= RESOLVED && end - RESOLVED < 60 * 60_000)
  assert.deepEqual([frames.length, frames[0]?.labels.job], [1, "api"])
  assert.ok(meta.stepMs > 0)
  assert.doesNotMatch(JSON.stringify(frames), /canary/)
})

const isNotFound = (error: unknown) => error instanceof AppError && error.code === "not_found"

test("nobody else's: unknown incidents and view-only links find nothing", async () => {
  await assert.rejects(readBreach(reader, "none", context), isNotFound)
  const grant = { linkId: "l", dashboardId: "i", range: { mode: "fixed", fromMs: 0, toMs: 1 }, variables: {} }
  await assert.rejects(readBreach({ kind: "share", grant } as unknown as Viewer, "i", context), isNotFound)
  await assert.rejects(
    readBreach({ kind: "anonymous" }, "i", context),
    (error) => error instanceof AppError && error.code === "unauthenticated",
  )
})
