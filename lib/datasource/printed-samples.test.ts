import assert from "node:assert/strict"
import { test } from "node:test"
import { PrintedNumbers } from "#lib/frame/printed.ts"
import { encodeFrames } from "#lib/frame/wire.ts"
import { readPrinted } from "./printed-samples.ts"
import { readSamples } from "./samples.ts"

const toEnd = <T>(work: Generator<undefined, T>): T => {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}

test("numbers that JSON can hold are passed on as they came", () => {
  const values = ["100", "-0", "0.5", "102.17163509162329", "1e+06", "1.5E-7", "-12.25"]
  const text = `[${values.map((value, at) => `[${1_700_000_000 + at}.${at}25,"${value}"]`).join(",")}] and more`
  const cursor = { bytes: Buffer.from(text), at: 0 }
  const samples = toEnd(readSamples(cursor))
  assert.equal(cursor.at, text.indexOf(" and"))
  assert.equal(samples.printed?.printed, values.join(","))
  assert.deepEqual([...samples.values], values.map(Number))
  assert.deepEqual([...samples.times].slice(0, 2), [1_700_000_000_025, 1_700_000_001_125])
})

test("other forms are left to the slow reader, which reads the same", () => {
  const same = [1_700_000_000_000, 1]
  for (const [text, value] of [
    ['[[1700000000,"NaN"]]', Number.NaN],
    ['[[1700000000,"+Inf"]]', Number.POSITIVE_INFINITY],
    ['[ [1700000000, "1"] ]', 1],
    ['[[1700000000,"007"]]', 7],
    ['[[1700000000.0001,"1"]]', 1],
    [`[[1700000000,"${"1".repeat(80)}"]]`, Number("1".repeat(80))],
  ] as const) {
    const cursor = { bytes: Buffer.from(text), at: 0 }
    assert.equal(toEnd(readPrinted(cursor)), undefined, text)
    assert.equal(cursor.at, 0)
    const samples = toEnd(readSamples(cursor))
    assert.deepEqual([samples.times[0], samples.values[0]], [same[0], value], text)
  }
})

test("what breaks off is broken, wherever it does", () => {
  const whole = '[[1700000000.5,"1.5e+3"],[1700000015,"2"]]'
  for (let length = 0; length < whole.length; length++) {
    const cursor = { bytes: Buffer.from(whole.slice(0, length)), at: 0 }
    assert.throws(() => toEnd(readSamples(cursor)), /JSON breaks/, whole.slice(0, length))
  }
})

test("a long list gives others their turn", () => {
  const text = `[${Array.from({ length: 20_000 }, (_, at) => `[${1_700_000_000 + at},"${at / 7}"]`).join(",")}]`
  const steps = [...readPrinted({ bytes: Buffer.from(text), at: 0 })]
  assert.equal(steps.length, 4)
})

test("a printed column goes to the wire as it is", () => {
  const frame = { shape: "series" as const, labels: {}, notices: [], fields: [new PrintedNumbers("value", '1,2.50,"NaN"')] }
  const text = [...encodeFrames([frame])].join("")
  assert.ok(text.includes('{"name":"value","type":"number","values":[1,2.50,"NaN"]}'), text)
})
