// The hosts' syslog: cron, logins that fail, the kernel.
import type { LogStream, LogTemplate } from "#demo/logql/log-store.ts"
import { HOSTS, type HostName } from "#demo/world/cast.ts"
import { type Course, roughly, ticks } from "#demo/world/course.ts"
import { hash, hashText } from "#demo/world/hash.ts"
import { MINUTE_MS } from "#demo/world/incidents.ts"
import * as people from "#demo/world/people.ts"
import type { World } from "#demo/world/world.ts"
import { templateOf } from "./of-traces.ts"
import type { Level } from "./sentence.ts"

interface Syslog {
  name: string
  level: Level
  course: Course
  program: string
  text: (seed: number, n: number) => string
}

const USERS = ["admin", "root", "oracle", "test", "관리자", "$(reboot)", "' OR 1=1 --"] as const
const DAY_MS = 1440 * MINUTE_MS

const port = (each: number): number => 30_000 + people.numberOf(each, 71, 30_000)

function syslogs(host: HostName, seed: number): Syslog[] {
  const own = (name: string) => hashText(`${host} ${name}`, seed)
  return [
    {
      name: "cron",
      level: "info",
      course: ticks(10 * MINUTE_MS, 1000),
      program: "CRON",
      text: () => "(root) CMD (command -v debian-sa1 > /dev/null && debian-sa1 1 1)",
    },
    {
      name: "backup",
      level: "info",
      course: ticks(DAY_MS, 2 * 60 * MINUTE_MS + 2000),
      program: "CRON",
      text: () => "(backup) CMD (/usr/local/bin/pg_backup shop >> /var/log/backup.log 2>&1)",
    },
    {
      name: "login failed",
      level: "warn",
      course: roughly(90_000, own("login")),
      program: "sshd",
      text: (each) =>
        `Failed password for invalid user ${USERS[people.numberOf(each, 72, USERS.length)]!} from ${people.addressOf(each)} port ${port(each)} ssh2`,
    },
    {
      name: "session",
      level: "info",
      course: roughly(7 * MINUTE_MS, own("session")),
      program: "systemd",
      text: (each) => `Started Session ${people.numberOf(each, 73, 9000)} of user deploy.`,
    },
    {
      name: "kernel",
      level: "warn",
      course: roughly(43 * MINUTE_MS, own("kernel")),
      program: "kernel",
      text: (each, n) =>
        `[${n % 900_000}.${people.numberOf(each, 74, 900_000)}] TCP: request_sock_TCP: Possible SYN flooding on port 8080. Sending cookies.`,
    },
    {
      name: "logrotate",
      level: "error",
      course: ticks(DAY_MS, 17 * 60 * MINUTE_MS + 3000),
      program: "logrotate",
      text: () => "error: stat of /var/log/legacy/app.log failed: No such file or directory",
    },
  ]
}

/** "Nov 20 15:00:01" */
const stamp = (timeMs: number): string => {
  const [, day = "", month = "", time = ""] = /^\w+, (\d+) (\w+) \d+ ([\d:]+)/.exec(new Date(timeMs).toUTCString()) ?? []
  return `${month} ${day.replace(/^0/, " ")} ${time}`
}

function templates(host: HostName, { seed }: World): LogTemplate[] {
  return syslogs(host, seed).map(({ name, level, course, program, text }) => {
    const own = hashText(`${host} syslog ${name}`, seed)
    return templateOf(`${host}: ${name}`, { course, mostMs: 0 }, (n, timeMs) => {
      const each = hash(own, n)
      const pid = program === "kernel" ? "" : `[${600 + people.numberOf(each, 75, 30_000)}]`
      return { line: `${stamp(timeMs)} ${host} ${program}${pid}: ${text(each, n)}`, metadata: { detected_level: level } }
    })
  })
}

/** One stream a host. */
export const hostStreams = (world: World): LogStream[] =>
  HOSTS.map((host) => ({ labels: { host, job: "node/syslog", service_name: "node/syslog" }, templates: templates(host, world) }))
