import assert from "node:assert/strict"
import { readFileSync, readdirSync } from "node:fs"
import path from "node:path"
import { test } from "node:test"
import { openApiDocument } from "#lib/http/openapi.ts"
import { routeEntries } from "./entries.ts"
import { routeModules } from "./routes.ts"

const API = path.join(import.meta.dirname, "..")
/** The document itself, and the answer to every unknown path. */
const APART = ["openapi.json", "[...rest]"]

const folders = readdirSync(API, { recursive: true, encoding: "utf8" })
  .filter((file) => path.basename(file) === "route.ts")
  .map((file) => path.dirname(file).split(path.sep).join("/"))
  .filter((folder) => !APART.includes(folder))

test("the list names every route's folder and no other", () => {
  assert.deepEqual(Object.keys(routeModules).toSorted(), folders.toSorted(), "add the folder to app/api/openapi.json/routes.ts")
})

test("every exported method is made by route()", async () => {
  const entries = await routeEntries()
  for (const folder of folders) {
    const source = readFileSync(path.join(API, folder, "route.ts"), "utf8")
    const exported = [...source.matchAll(/\b(?:const|as|function) (GET|POST|PUT|PATCH|DELETE)\b/g)].map((match) => match[1])
    for (const method of exported) {
      const entry = entries.find((entry) => entry.path === `/api/${folder}` && entry.method === method)
      assert.ok(entry?.definition.summary, `${method} ${folder} has no definition`)
    }
  }
})

test("the document has them all, each with a name of its own, and no parameter is left out", async () => {
  const entries = await routeEntries()
  const document = openApiDocument(entries, "http://localhost:3000") as { paths: Record<string, Record<string, Operation>> }
  const operations = Object.entries(document.paths).flatMap(([name, methods]) => Object.values(methods).map((one) => ({ name, ...one })))
  assert.equal(operations.length, entries.filter((entry) => !entry.definition.hidden).length)
  assert.equal(new Set(operations.map((one) => one.operationId)).size, operations.length)
  for (const { name, parameters, responses } of operations) {
    const named = parameters.filter((parameter) => parameter.in === "path").map((parameter) => parameter.name)
    assert.deepEqual(
      named,
      [...name.matchAll(/\{(\w+)\}/g)].map((match) => match[1]),
    )
    assert.ok(responses.default)
  }
  assert.ok(JSON.parse(JSON.stringify(document)))
})

interface Operation {
  operationId: string
  parameters: { name: string; in: string }[]
  responses: Record<string, unknown>
}
