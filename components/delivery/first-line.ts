import type { Message } from "#lib/contact-point/message.ts"

/** What a message is about in one line: its alerts' names, and the services they touch. */
export function firstLine(message: Message): { status: Message["status"]; names: string; services: string; count: number } {
  return {
    status: message.status,
    names: unique(message.alerts.map((alert) => alert.name)) || (message.groupLabels.alertname ?? ""),
    services: unique(message.alerts.map((alert) => alert.service)),
    count: message.alerts.length + message.truncatedAlerts,
  }
}

function unique(values: string[]): string {
  return [...new Set(values.filter(Boolean))].join(", ")
}
