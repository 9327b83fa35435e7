// What the jobs write.
import { says, type Sentence } from "./sentence.ts"

const job = (told: { seed: number }): string => `run=${(told.seed >>> 0).toString(36)}`

export const settlementSentences: Sentence[] = [
  says("begun", "info", "SettlementJob", 0, (told) => `settlement begun ${job(told)} batches=25 merchants=625`),
  says("slow merchant", "warn", "SettlementJob", 0.6, (told) => `settlement is slower than usual ${job(told)} merchant=m-0412`),
  says("done", "info", "SettlementJob", 0.999, (told) => `정산 완료 ${job(told)} took=${(told.lastsMs / 1000).toFixed(1)}s merchants=625`),
]

export const digestSentences: Sentence[] = [
  says("digest", "info", "digest", 0.97, () => "digest sent", {
    fields: ({ n, lastsMs }) => ({ run: n, took: `${lastsMs.toFixed(1)}ms` }),
  }),
]
