import { ensureBuilt, ensureGenerated } from "./build.ts"
import { type Counts, nodeTests, program, stage, testFiles } from "./stages.ts"

const NOT_UNIT = [/\.store\.test\.tsx?$/, /\.int\.test\.tsx?$/]
const bin = (name: string, file: string) => `node_modules/${name}/${file}`

async function checked(work: () => void | Promise<void>): Promise<Counts> {
  await work()
  return { passed: 1, failed: 0 }
}

/** Everything that needs neither a database nor a browser. Goes on after a failure, so that one run tells all. */
export async function verify(total: Counts): Promise<void> {
  await stage("database client", total, () => checked(ensureGenerated))
  await stage("lock file", total, () => program(["bin/lock-file.ts", "--check"]))
  await stage("format", total, () => program([bin("oxfmt", "bin/oxfmt"), "--check", "."]))
  await stage("lint", total, () => program([bin("oxlint", "bin/oxlint"), "--type-aware", "--deny-warnings"]))
  await stage("types", total, () => program([bin("typescript", "bin/tsc"), "--noEmit"]))
  await stage("dead code", total, () => program([bin("knip", "bin/knip.js")]))
  await stage("unit", total, () => nodeTests(testFiles(["{app,bin,components,lib,demo}/**/*.test.{ts,tsx}"], NOT_UNIT)))
  await stage("build", total, () => checked(ensureBuilt))
}
