import { cpus, totalmem } from "node:os"

/** One line of a bench's table. */
export interface Figure {
  figure: string
  /** With its unit: "412 ms". */
  measured: string
  must: string
  ok: boolean
  /** "curl, same server, same run: 38 ms" */
  peer?: string
}

export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))] ?? Number.NaN
}

export const median = (values: readonly number[]) => quantile(values, 0.5)

export function machine(): string {
  return `${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, ${process.platform}`
}

/** Prints the table; a missed figure makes the process end with 1. */
export function report(bench: string, figures: Figure[]): void {
  console.log(`\n## ${bench}\n\n${machine()}\n\n| figure | measured | must | | peer |\n|---|---|---|---|---|`)
  for (const line of figures)
    console.log(`| ${line.figure} | ${line.measured} | ${line.must} | ${line.ok ? "ok" : "MISSED"} | ${line.peer ?? ""} |`)
  if (figures.some((line) => !line.ok)) process.exitCode = 1
}
