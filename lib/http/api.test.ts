import assert from "node:assert/strict"
import { test } from "node:test"
import { api } from "./api.ts"

function answering(chunks: string[]): typeof fetch {
  const stream = () =>
    new ReadableStream<Uint8Array>({
      start(controller) {
        for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk))
        controller.close()
      },
    })
  return async () => new Response(stream())
}

async function linesOf(chunks: string[]): Promise<unknown[]> {
  const before = globalThis.fetch
  const got: unknown[] = []
  globalThis.fetch = answering(chunks)
  try {
    await api.lines("/api/query", {}, { onLine: (line) => void got.push(line) })
  } finally {
    globalThis.fetch = before
  }
  return got
}

test("lines are whole, however they are cut on the way", async () => {
  const wanted = [{ a: "x\ny" }, { b: "z".repeat(1000) }, { c: 3 }]
  const text = wanted.map((line) => JSON.stringify(line)).join("\n")
  for (const size of [1, 7, 500, 5000]) {
    const chunks = Array.from({ length: Math.ceil(text.length / size) }, (_, at) => text.slice(at * size, (at + 1) * size))
    assert.deepEqual(await linesOf(chunks), wanted, `chunks of ${size}`)
  }
})

test("a line can hold back those after it", async () => {
  const before = globalThis.fetch
  const told: string[] = []
  globalThis.fetch = answering(['"a"\n"b"\n"c"'])
  try {
    await api.lines<string>(
      "/api/query",
      {},
      {
        onLine: async (line) => {
          told.push(line)
          await new Promise((resolve) => setTimeout(resolve))
          told.push(`${line} drawn`)
        },
      },
    )
  } finally {
    globalThis.fetch = before
  }
  assert.deepEqual(told, ["a", "a drawn", "b", "b drawn", "c", "c drawn"])
})

test("empty lines say nothing; a last line may end the text or not", async () => {
  assert.deepEqual(await linesOf(["\n", '{"a":1}\n\n', "\n"]), [{ a: 1 }])
  assert.deepEqual(await linesOf([]), [])
})
