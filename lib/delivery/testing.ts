import type { Message } from "#lib/contact-point/message.ts"

/** A message with one firing alert of that name. For tests. */
export function messageOf(name: string): Message {
  return {
    status: "firing",
    language: "en",
    timezone: "UTC",
    groupLabels: {},
    alerts: [
      {
        status: "firing",
        name,
        service: "s",
        severity: "",
        labels: {},
        summary: "",
        description: "",
        startsAtMs: 0,
        links: {},
        samples: [],
      },
    ],
    truncatedAlerts: 0,
    links: {},
    mayBeRepeat: false,
    test: false,
  }
}
