import assert from "node:assert/strict"
import { test } from "node:test"
import { PrintedNumbers } from "#lib/frame/printed.ts"
import { printFrame } from "#lib/frame/wire.ts"
import { Incoming } from "./incoming.ts"
import { Sheet } from "./printed-samples.ts"
import { readSamples } from "./samples.ts"

const toEnd = <T>(work: Generator<undefined, T>): T => {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}
/** Blanks behind it, so that nothing stands near the end of the window. */
const text = (list: string) => new Incoming(Buffer.from(list + " ".repeat(200)))
const read = (list: string) => toEnd(readSamples(text(list), new Sheet()))
const textOf = (numbers: PrintedNumbers) => Array.from(numbers.printed(), (piece) => Buffer.from(piece).toString()).join("")
const printedOf = (list: string) => textOf(read(list).printed!)

test("numbers that JSON can hold are passed on as they came, words in the form of the wire", () => {
  const values = ["100", "-0", "0.5", "102.17163509162329", "1e+06", "1.5E-7", "-12.25", "0", "123456789012", "1234.5678"]
  const list = `[${values.map((value, at) => `[${1_700_000_000 + at}.${at}25,"${value}"]`).join(",")}]`
  const cursor = text(`${list} and more`)
  const sheet = new Sheet()
  sheet.begin()
  cursor.at = 1
  assert.equal(sheet.readPrinted(cursor), true)
  assert.equal(cursor.at, list.length)
  assert.equal(printedOf(list), values.join(","))
  const samples = read(list)
  assert.deepEqual([...samples.values], values.map(Number))
  assert.deepEqual([...samples.times].slice(0, 2), [1_700_000_000_025, 1_700_000_001_125])
  assert.equal(printedOf('[[1700000000,"NaN"],[1700000001,"+Inf"],[1700000002,"-Inf"],[1700000003,"-1"]]'), '"NaN","+Inf","-Inf",-1')
})

test("times of every age and of up to three decimals are read in whole milliseconds", () => {
  for (const [seconds, ms] of [
    ["0", 0],
    ["1", 1000],
    ["1.5", 1500],
    ["999999999", 999_999_999_000],
    ["1234567890", 1_234_567_890_000],
    ["1234567890.1", 1_234_567_890_100],
    ["1234567890.12", 1_234_567_890_120],
    ["1234567890.123", 1_234_567_890_123],
    ["12345678901", 12_345_678_901_000],
  ] as const) {
    const cursor = text(`[[${seconds},"1"]]`)
    cursor.at = 1
    const sheet = new Sheet()
    assert.equal(sheet.readPrinted(cursor), true, seconds)
    assert.equal(sheet.finish().times[0], ms)
  }
})

test("other forms are left to the slow reader", () => {
  const same = [1_700_000_000_000, 1]
  for (const [list, value] of [
    ['[ [1700000000, "1"] ]', 1],
    ['[[1700000000,"1"] ]', 1],
    ['[[1700000000 ,"1"]]', 1],
    ['[[1700000000,"007"]]', 7],
    ['[[1700000000,"-07"]]', -7],
    ['[[1700000000,"1."]]', 1],
    ['[[1700000000,".5"]]', 0.5],
    ['[[1700000000,"Inf"]]', Number.POSITIVE_INFINITY],
    ['[[1700000000.0001,"1"]]', 1],
    [`[[1700000000,"${"1".repeat(80)}"]]`, Number("1".repeat(80))],
    [`[[1700000000,"0.${"1".repeat(80)}"]]`, Number(`0.${"1".repeat(80)}`)],
  ] as const) {
    const cursor = text(list)
    cursor.at = 1
    assert.equal(new Sheet().readPrinted(cursor), false, list)
    assert.equal(cursor.at, 1)
    const samples = read(list)
    assert.deepEqual([samples.times[0], samples.values[0]], [same[0], value], list)
  }
})

test("nothing but a number passes: each byte of a sample changed into each other", () => {
  const list = '[[1700000000,"-12.5e+3"]]'
  for (let at = 1; at < list.length; at++) {
    for (let byte = 0; byte < 256; byte++) {
      const bytes = Buffer.concat([Buffer.from(list), Buffer.alloc(200, 0x20)])
      bytes[at] = byte
      let printed: string
      try {
        printed = textOf(toEnd(readSamples(new Incoming(bytes), new Sheet())).printed!)
      } catch (error) {
        assert.match(String(error), /JSON breaks/)
        continue
      }
      if (printed.length === 0) continue
      const value: unknown = (JSON.parse(`[${printed}]`) as unknown[])[0]
      const asked = /^\[\[[^"]*"([^"]*)"/.exec(bytes.toString("latin1"))?.[1]
      assert.equal(value, Number(asked), bytes.toString("latin1"))
    }
  }
})

test("what breaks off is broken, wherever it does", () => {
  const list = '[[1700000000.5,"1.5e+3"],[1700000015,"2"],[1700000016,"NaN"]]'
  for (let length = 0; length < list.length; length++) {
    const cursor = new Incoming(Buffer.from(list.slice(0, length)))
    assert.throws(() => toEnd(readSamples(cursor, new Sheet())), /JSON breaks/, list.slice(0, length))
  }
})

test("a long list gives others their turn", () => {
  const list = `[${Array.from({ length: 20_000 }, (_, at) => `[${1_700_000_000 + at},"${at / 7}"]`).join(",")}]`
  const steps = [...readSamples(text(list), new Sheet())]
  assert.ok(steps.length >= 4)
  const samples = read(list)
  assert.deepEqual([samples.times.length, samples.values[19_999]], [20_000, 19_999 / 7])
})

test("series of one answer keep their own values and share times that are the same", () => {
  const sheet = new Sheet()
  const series = Array.from({ length: 50 }, (_, index) => {
    const list = Array.from({ length: 700 }, (_point, at) => `[${1_700_000_000 + at + (index === 20 ? 1 : 0)},"${index}.${at}"]`)
    return toEnd(readSamples(text(`[${list.join(",")}]`), sheet))
  })
  for (const [index, { values }] of series.entries()) assert.deepEqual([values[0], values[699]], [index, Number(`${index}.699`)])
  assert.equal(series[1]?.times, series[0]?.times)
  assert.notEqual(series[20]?.times, series[19]?.times)
  assert.equal(series[20]?.times[0], 1_700_000_001_000)
  assert.equal(read("[]").values.length, 0)
})

test("a printed column goes to the wire as it is", () => {
  const fields = [new PrintedNumbers("value", Buffer.from('1,2.50,"NaN"'))]
  const printed = printFrame({ shape: "series" as const, labels: {}, notices: [], fields })
  assert.ok(printed.includes('{"name":"value","type":"number","values":[1,2.50,"NaN"]}'), printed)
})

const listOf = (times: (number | string)[]) => `[${times.map((time, at) => `[${time},"${at}.5"]`).join(",")}]`
const ms = (...seconds: number[]) => seconds.map((second) => second * 1000)

test("series with the same times share them, however they were printed; others keep their own", () => {
  const t = 1_700_000_000
  const sheet = new Sheet()
  const readOn = (times: (number | string)[]) => toEnd(readSamples(text(listOf(times)), sheet))
  const first = readOn([t, t + 15, t + 30])
  const same = readOn([t, t + 15, t + 30])
  assert.equal(same.times, first.times)
  assert.deepEqual([...same.values], [0.5, 1.5, 2.5])
  assert.equal(readOn([t, ` ${t + 15}`, t + 30]).times, first.times, "printed otherwise")
  assert.equal(readOn([t, t + 15, t + 30]).times, first.times, "and again as at first")
  for (const [times, expected] of [
    [
      [t, t + 15],
      [t, t + 15],
    ],
    [
      [t, t + 15, t + 30],
      [t, t + 15, t + 30],
    ],
    [
      [t, t + 16, t + 30],
      [t, t + 16, t + 30],
    ],
    [
      [t, t + 16, t + 30, t + 45],
      [t, t + 16, t + 30, t + 45],
    ],
    [[], []],
    [[t + 0.5], [t + 0.5]],
    [[t + 0.5], [t + 0.5]],
    [["0000000000"], [0]],
    [[`${t}.0`], [t]],
    [Array.from({ length: 3000 }, (_, at) => t + at), Array.from({ length: 3000 }, (_, at) => t + at)],
    [
      Array.from({ length: 3000 }, (_, at) => (at === 2500 ? t : t + at)),
      Array.from({ length: 3000 }, (_, at) => (at === 2500 ? t : t + at)),
    ],
  ] as const)
    assert.deepEqual([...readOn([...times]).times], ms(...expected))
  assert.deepEqual([...first.times], ms(t, t + 15, t + 30), "what was given out stays as it was")
})
