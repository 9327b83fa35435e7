import assert from "node:assert/strict"
import { test } from "node:test"
import { missingEntries, platformOf } from "./lock-file.ts"

test("platforms are read from names", () => {
  assert.deepEqual(platformOf("@oxlint/binding-linux-arm-musleabihf"), { cpu: ["arm"], os: ["linux"], libc: ["musl"] })
  assert.deepEqual(platformOf("@next/swc-darwin-arm64"), { cpu: ["arm64"], os: ["darwin"] })
  assert.equal(platformOf("pg-native"), undefined)
})

test("only what no place holds is missing", () => {
  const optionalDependencies = { "@x/a-linux-x64-gnu": "1.0.0", "@x/a-darwin-arm64": "1.0.0", fsevents: "2.0.0" }
  const lock = {
    packages: {
      "node_modules/a": { version: "1.0.0", optionalDependencies },
      "node_modules/a/node_modules/@x/a-linux-x64-gnu": { version: "1.0.0" },
    },
  }
  assert.deepEqual(missingEntries(lock), {
    "node_modules/@x/a-darwin-arm64": { version: "1.0.0", cpu: ["arm64"], os: ["darwin"], optional: true },
  })
})
