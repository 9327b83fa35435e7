// `| drop` and `| keep`.
import { matcherTest } from "#demo/logql/labels.ts"
import type { LabelPick } from "#demo/logql/syntax.ts"
import { ERROR, ERROR_DETAILS, type Entry } from "./entry.ts"
import type { CompiledStage } from "./stage.ts"

interface Pick {
  name: string
  test: (value: string) => boolean
}

const picksOf = (labels: LabelPick[]): Pick[] =>
  labels.map(({ name, matcher }) => ({ name, test: matcher ? matcherTest(matcher) : () => true }))

export function dropStage(labels: LabelPick[]): CompiledStage {
  const picks = picksOf(labels)
  return {
    run: (entry) => {
      for (const { name, test } of picks) {
        const value = entry.get(name)
        if (value === undefined || value === "" || !test(value)) continue
        entry.remove(name)
        // One without the other says nothing.
        if (name === ERROR) entry.remove(ERROR_DETAILS)
      }
      return true
    },
    reads: labels.map(({ name }) => name),
  }
}

const namesOf = (entry: Entry) => [...Object.keys(entry.stream), ...Object.keys(entry.metadata), ...Object.keys(entry.parsed)]

/** What speaks of a fault stays, whatever is kept. */
export function keepStage(labels: LabelPick[]): CompiledStage {
  const picks = picksOf(labels)
  return {
    run: (entry) => {
      for (const name of namesOf(entry)) {
        if (name.startsWith("__")) continue
        const kept = picks.some((pick) => pick.name === name && pick.test(entry.get(name) ?? ""))
        if (!kept) entry.remove(name)
      }
      return true
    },
    reads: labels.map(({ name }) => name),
  }
}
