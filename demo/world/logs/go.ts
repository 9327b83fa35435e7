// What the Go services write of a request, and what a consumer writes of a message.
import type { ServiceName } from "#demo/world/cast.ts"
import * as people from "#demo/world/people.ts"
import type { Leg, Story } from "#demo/world/stories.ts"
import type { Sentence, Told } from "./sentence.ts"

const took = ({ lastsMs }: Told): string => `${lastsMs.toFixed(1)}ms`

export function commandSentences({ status }: Leg, story: Story): Sentence[] {
  const starts = story.name.startsWith("rental")
  const command = starts ? "unlock" : "lock"
  const logger = "command"
  const fields: Sentence["fields"] = ({ seed }) => ({ command, scooter: people.scooterOf(seed), city: people.cityOf(seed) })
  const sent: Sentence = { name: "sent", level: "debug", logger, at: 0.05, message: () => "command sent", fields }
  if (status >= 500) {
    const failed: Sentence["fields"] = (told) => ({ ...fields(told), err: "context deadline exceeded", attempts: 3, took: took(told) })
    return [
      sent,
      {
        name: "silent",
        level: "warn",
        logger,
        at: 0.99,
        always: true,
        message: () => "command failed: scooter did not answer",
        fields: failed,
      },
    ]
  }
  const done: Sentence = {
    name: starts ? "ride started" : "ride ended",
    level: "info",
    logger: "ride",
    at: 0.97,
    message: () => (starts ? "ride started" : "ride ended"),
    fields: (told) => ({
      scooter: people.scooterOf(told.seed),
      user: people.userOf(told.seed),
      city: people.cityOf(told.seed),
      took: took(told),
    }),
  }
  const late: Sentence = {
    name: "late",
    level: "warn",
    logger,
    at: 0.7,
    message: () => "scooter is slow to answer, retrying",
    fields: (told) => ({ ...fields(told), attempt: 2 }),
  }
  return story.name.includes(".slow") ? [sent, late, done] : [sent, done]
}

export const notifySentences = (): Sentence[] => [
  {
    name: "push",
    level: "info",
    logger: "push",
    at: 0.98,
    message: () => "push sent",
    fields: (told) => ({ user: people.userOf(told.seed), provider: "push.example", title: "주문이 접수되었습니다", took: took(told) }),
  },
]

/** Of a message taken from a topic. */
export function consumerSentences(service: ServiceName, topic: string): Sentence[] {
  const logger = service === "event-service" ? "ScooterEventListener" : "consumer"
  return [
    {
      name: `processed ${topic}`,
      level: "info",
      logger,
      at: 0.98,
      message: () => "message processed",
      fields: (told) => ({ topic, partition: 0, offset: told.n, took: took(told) }),
    },
  ]
}
