import assert from "node:assert/strict"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import path from "node:path"
import { test } from "node:test"
import { keepOneCopy } from "./one-copy.ts"

test("copies lead to the first, others stay as they are", (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), "bongsu-copies-"))
  t.after(() => rmSync(folder, { recursive: true }))
  const write = (name: string, code: string) => writeFileSync(path.join(folder, name), code)
  const chunk = 'module.exports=[1,()=>"한글"];\n'
  write("a.js", `${chunk}\n//# sourceMappingURL=a.js.map`)
  write("[root]__b.js", `${chunk}\n//# sourceMappingURL=[root]__b.js.map`)
  write("c.js", chunk)
  write("d.js", "module.exports=[2];\n")
  assert.equal(keepOneCopy(folder), 2)
  const load = createRequire(path.join(folder, "here.cjs"))
  const loaded = ["a", "[root]__b", "c", "d"].map((name) => load(`./${name}.js`) as unknown[])
  assert.equal(new Set(loaded).size, 2)
  assert.equal(loaded[0], loaded[2])
  assert.equal(readFileSync(path.join(folder, "d.js"), "utf8"), "module.exports=[2];\n")
})
