// What the jobs write.
import type { Sentence } from "./sentence.ts"

const job = (told: { seed: number }): string => `run=${(told.seed >>> 0).toString(36)}`

export const settlementSentences: Sentence[] = [
  {
    name: "begun",
    level: "info",
    logger: "SettlementJob",
    at: 0,
    message: (told) => `settlement begun ${job(told)} batches=25 merchants=625`,
  },
  {
    name: "slow merchant",
    level: "warn",
    logger: "SettlementJob",
    at: 0.6,
    message: (told) => `settlement is slower than usual ${job(told)} merchant=m-0412`,
  },
  {
    name: "done",
    level: "info",
    logger: "SettlementJob",
    at: 0.999,
    message: (told) => `정산 완료 ${job(told)} took=${(told.lastsMs / 1000).toFixed(1)}s merchants=625`,
  },
]

export const digestSentences: Sentence[] = [
  {
    name: "digest",
    level: "info",
    logger: "digest",
    at: 0.97,
    message: () => "digest sent",
    fields: ({ n, lastsMs }) => ({ run: n, took: `${lastsMs.toFixed(1)}ms` }),
  },
]
