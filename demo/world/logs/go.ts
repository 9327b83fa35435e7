// What the Go services write of a request, and what a consumer writes of a message.
import type { ServiceName } from "#demo/world/cast.ts"
import * as people from "#demo/world/people.ts"
import type { Leg, Story } from "#demo/world/stories.ts"
import { type Fields, says, type Sentence, type Told } from "./sentence.ts"

const took = ({ lastsMs }: Told): string => `${lastsMs.toFixed(1)}ms`

const ride = (told: Told): Fields => ({
  scooter: people.scooterOf(told.seed),
  user: people.userOf(told.seed),
  city: people.cityOf(told.seed),
  took: took(told),
})

export function commandSentences({ status }: Leg, { name }: Story): Sentence[] {
  const starts = name.startsWith("rental")
  const said = starts ? "ride started" : "ride ended"
  const command = ({ seed }: Told): Fields => ({
    command: starts ? "unlock" : "lock",
    scooter: people.scooterOf(seed),
    city: people.cityOf(seed),
  })
  const sent = says("sent", "debug", "command", 0.05, () => "command sent", { fields: command })
  if (status >= 500) {
    const fields = (told: Told): Fields => ({ ...command(told), err: "context deadline exceeded", attempts: 3, took: took(told) })
    return [sent, says("silent", "warn", "command", 0.99, () => "command failed: scooter did not answer", { fields })]
  }
  const done = says(said, "info", "ride", 0.97, () => said, { fields: ride })
  if (!name.includes(".slow")) return [sent, done]
  const late = says("late", "warn", "command", 0.7, () => "scooter is slow to answer, retrying", {
    fields: (told) => ({ ...command(told), attempt: 2 }),
  })
  return [sent, late, done]
}

const PUSHED = says("push", "info", "push", 0.98, () => "push sent", {
  fields: (told) => ({ user: people.userOf(told.seed), provider: "push.example", title: "주문이 접수되었습니다", took: took(told) }),
})

export const notifySentences = (): Sentence[] => [PUSHED]

/** Of a message taken from a topic. */
export const consumerSentences = (service: ServiceName, topic: string): Sentence[] => [
  says(`processed ${topic}`, "info", service === "event-service" ? "ScooterEventListener" : "consumer", 0.98, () => "message processed", {
    fields: (told) => ({ topic, partition: 0, offset: told.n, took: took(told) }),
  }),
]
