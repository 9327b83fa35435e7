import assert from "node:assert/strict"
import { describe, test } from "node:test"
import { expand, parseTemplate, TemplateError } from "./template.ts"

const labels = { instance: "web-1:9100", job: "node", b: "2" }
const at = (value: number | null) => ({ labels, value, externalLabels: { cluster: "seoul" } })

describe("what real rules write", () => {
  const rows: [string, number | null, string][] = [
    ["no action", 1, "no action"],
    ["{{ $labels.instance }} of {{$labels.job}}", 1, "web-1:9100 of node"],
    ["{{ .Labels.job }} {{ .Value }}", 2.5, "node 2.5"],
    ["{{ $labels.missing }}|", 1, "|"],
    ["{{ $value }}", 1234567, "1.234567e+06"],
    ["{{ $value }}", 2.47, "2.47"],
    ["{{ $value }}", 0.1 + 0.2, "0.30000000000000004"],
    ["{{ $value }}", 123456, "123456"],
    ["{{ $value }}", 0.00012, "0.00012"],
    ["{{ $value }}", 123456, "123456"],
    ["{{ $value }}", 0.00001, "1e-05"],
    ["{{ $value }}", NaN, "NaN"],
    ["{{ $value }}", Infinity, "+Inf"],
    ['{{ printf "%.2f" $value }}%', 12.345, "12.35%"],
    ['{{ $value | printf "%.0f" }}', 12.5, "12"],
    ['{{ printf "%.4g" $value }}', 123456, "1.235e+05"],
    ['{{ printf "%s is %.1f" $labels.job $value }}', 0.25, "node is 0.2"],
    ["{{ $value | humanize }}", 1234567, "1.235M"],
    ["{{ $value | humanize }}", 0.0012, "1.2m"],
    ["{{ humanize $value }}", 0, "0"],
    ["{{ $value | humanizePercentage }}", 0.1234567, "12.35%"],
    ["{{ $value | humanizeDuration }}", 93784, "1d 2h 3m 4s"],
    ["{{ $value | humanizeDuration }}", 59.5, "59.5s"],
    ["{{ $value | humanizeDuration }}", 0.025, "25ms"],
    ["{{ $value | humanize1024 }}B", 1073741824, "1GiB"],
    ["{{ $externalLabels.cluster }}", 1, "seoul"],
    ["{{ $labels }}", 1, "map[b:2 instance:web-1:9100 job:node]"],
    ["a {{- $labels.job -}} b", 1, "anodeb"],
    ['{{ "}}" }}', 1, "}}"],
    ["{{ ($value | humanize) | toUpper }}", 1500, "1.5K"],
    ["{{ $labels.__proto__ }}", 1, ""],
  ]
  for (const [source, value, text] of rows) test(`${source} with ${value}`, () => assert.equal(expand(source, at(value)), text))
})

test("an error is told in the text and fails nothing", () => {
  for (const source of [
    "{{ nothing }}",
    "{{ $labels.job",
    "{{ query `up` }}",
    "{{ if true }}",
    "{{ $labels.job | humanize }}",
    "{{ }}",
    "{{ ( }}",
  ]) {
    assert.match(expand(source, at(1)), /^<error expanding template: .+>$/)
  }
  assert.throws(() => parseTemplate("{{ range $x }}"), TemplateError)
})

test("what is huge is refused or cut", () => {
  assert.match(expand("{{ $value }}".repeat(300), at(1)), /^<error/)
  assert.match(expand(`{{ ${"(".repeat(50)}$value${")".repeat(50)} }}`, at(1)), /nested too deeply/)
  assert.ok(expand('{{ printf "%9999999f" $value }}', at(1)).length <= 200)
})
