import { spawn } from "node:child_process"
import { globSync } from "node:fs"
import { run } from "node:test"
import { inspect } from "node:util"
import { say } from "./say.ts"

const FOREIGN = /(^|\/)(node_modules|\.next[^/]*|\.cache|\.data|generated)(\/|$)/
const FILE_TIMEOUT_MS = 10 * 60_000

export interface Counts {
  passed: number
  failed: number
}

/** Runs `stage` between a headline and a line with its time, and adds its counts to `total`; a throw is one failure. */
export async function stage(name: string, total: Counts, work: () => Promise<Counts>): Promise<boolean> {
  const started = performance.now()
  let counts: Counts
  try {
    counts = await work()
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    counts = { passed: 0, failed: 1 }
  }
  total.passed += counts.passed
  total.failed += counts.failed
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  say(`${counts.failed > 0 ? "✗" : "✓"} ${name}: ${counts.passed} passed, ${counts.failed} failed, ${seconds} s`)
  return counts.failed === 0
}

/** A stage that is one program: passes when it ends with 0; its output is shown only when it does not. */
export async function program(words: string[], env: Record<string, string> = {}): Promise<Counts> {
  const child = spawn(process.execPath, words, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] })
  const chunks: Buffer[] = []
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk))
  child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk))
  const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve))
  if (code === 0) return { passed: 1, failed: 0 }
  process.stderr.write(Buffer.concat(chunks))
  return { passed: 0, failed: 1 }
}

/** The files of `patterns` that none of `except` is or matches, generated and foreign folders left out. */
export function testFiles(patterns: string[], except: (RegExp | string)[] = []): string[] {
  return globSync(patterns, { exclude: (name) => FOREIGN.test(name) })
    .filter((file) => !except.some((one) => (typeof one === "string" ? one === file : one.test(file))))
    .toSorted()
}

interface TestEvent {
  name: string
  file?: string
  skip?: string | boolean
  todo?: string | boolean
  details: { type?: string; error?: Error & { failureType?: string; cause?: unknown } }
}

/**
 * Runs test files, each in a process of its own. With `CI` set a skipped test is a failed one.
 * @param concurrency how many files at a time
 */
export function nodeTests(files: string[], concurrency = 2): Promise<Counts> {
  const counts = { passed: 0, failed: 0 }
  if (files.length === 0) {
    say("no tests in this stage yet")
    return Promise.resolve(counts)
  }
  const tests = run({
    files,
    concurrency,
    timeout: FILE_TIMEOUT_MS,
    execArgv: ["--conditions=react-server", "--disable-warning=ExperimentalWarning"],
  })
  const fail = (event: TestEvent, why: string) => {
    counts.failed++
    process.stderr.write(`✗ ${event.file ?? ""} › ${event.name}\n  ${why.replaceAll("\n", "\n  ")}\n`)
  }
  tests.on("test:pass", (event: TestEvent) => {
    if (event.details.type === "suite") return
    if (event.skip === undefined && event.todo === undefined) counts.passed++
    else if (process.env.CI) fail(event, "skipped, and nothing may be skipped in CI")
    else say(`skipped: ${event.name}`)
  })
  tests.on("test:fail", (event: TestEvent) => {
    const { error } = event.details
    if (error?.failureType === "subtestsFailed") return
    fail(event, inspect(error?.cause ?? error, { depth: 4 }))
  })
  tests.on("test:stderr", (event: { message: string }) => process.stderr.write(event.message))
  tests.resume()
  return new Promise((resolve, reject) => tests.once("end", () => resolve(counts)).once("error", reject))
}
