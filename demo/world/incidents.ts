// What goes wrong and when: the clock of docs/demo.md, and what it makes of a service at an instant.
import { SERVICE_NAMES, SERVICES, type InstanceIndex, type ServiceName } from "#demo/world/cast.ts"
import { EPOCH_MS } from "#demo/world/rhythm.ts"
import type { World } from "#demo/world/world.ts"

export const MINUTE_MS = 60_000
export const ROLLOUT_PERIOD_MS = 86_400_000
const WEEK_MS = 7 * ROLLOUT_PERIOD_MS
export const CYCLE_MINUTES = 30
export const CYCLE_MS = CYCLE_MINUTES * MINUTE_MS
/** Minutes of the cycle. */
export const DOWN = { from: 0, to: 2 }
export const BAD_DEPLOY = { from: 3, to: 9 }
/** Of the payments in each minute of the bad deploy, the share that finds no free connection in time. */
export const STARVED = [0.25, 0.6, 0.85, 0.9, 0.9, 0.9]
/** Nightly roll-out of all services; each Monday a third of them get a new version. */
const RELEASE_WEEKS = 3
const ROLLOUT_MS = 70 * MINUTE_MS
const FIRST_ROLLOUT_MS = Date.UTC(2025, 11, 29) + ROLLOUT_MS

export interface Interval {
  fromMs: number
  /** Not included. */
  toMs: number
}

/** Which cycle an instant is in. Even and odd cycles take turns in who is down. */
export const cycleOf = (world: World, timeMs: number): number => Math.floor((timeMs - world.phaseMs) / CYCLE_MS)
export const isEven = (cycle: number): boolean => cycle % 2 === 0
/** Minutes since the cycle began, with a fraction. */
export const minuteOf = (world: World, timeMs: number): number =>
  (timeMs - world.phaseMs) / MINUTE_MS - cycleOf(world, timeMs) * CYCLE_MINUTES

/** Who is down in a cycle's first minutes: always instance 1. */
export const downIn = (cycle: number): ServiceName => (isEven(cycle) ? "event-service" : "notification")

export function isDown(world: World, service: ServiceName, index: InstanceIndex, timeMs: number): boolean {
  if (index === 0 || downIn(cycleOf(world, timeMs)) !== service) return false
  const minute = minuteOf(world, timeMs)
  return minute >= DOWN.from && minute < DOWN.to
}

export function isBadDeploy(world: World, timeMs: number): boolean {
  const minute = minuteOf(world, timeMs)
  return minute >= BAD_DEPLOY.from && minute < BAD_DEPLOY.to
}

/** 0 to 1: the share of payments that find no connection. */
export function starvation(world: World, timeMs: number): number {
  return isBadDeploy(world, timeMs) ? STARVED[Math.floor(minuteOf(world, timeMs)) - BAD_DEPLOY.from]! : 0
}

/** The occurrences that touch a window, oldest first. */
export function occurrences(world: World, incident: "down" | "bad-deploy", fromMs: number, toMs: number): (Interval & { cycle: number })[] {
  const { from, to } = incident === "down" ? DOWN : BAD_DEPLOY
  const found: (Interval & { cycle: number })[] = []
  for (let cycle = cycleOf(world, fromMs); cycle <= cycleOf(world, toMs); cycle++) {
    const begin = world.phaseMs + cycle * CYCLE_MS
    const interval = { fromMs: begin + from * MINUTE_MS, toMs: begin + to * MINUTE_MS, cycle }
    if (interval.toMs > fromMs && interval.fromMs < toMs) found.push(interval)
  }
  return found
}

/** The last nightly roll-out at or before an instant. */
export const rolloutBefore = (timeMs: number): number =>
  FIRST_ROLLOUT_MS + Math.floor((timeMs - FIRST_ROLLOUT_MS) / ROLLOUT_PERIOD_MS) * ROLLOUT_PERIOD_MS

/** Weeks since the first roll-out: within one no service changes its version for good. */
export const weekOf = (timeMs: number): number => Math.max(0, Math.floor((timeMs - FIRST_ROLLOUT_MS) / WEEK_MS))
const shiftOf = (service: ServiceName): number => SERVICE_NAMES.indexOf(service) % RELEASE_WEEKS
/** Releases of a service since the world began. */
export const releaseOf = (service: ServiceName, timeMs: number): number => Math.floor((weekOf(timeMs) + shiftOf(service)) / RELEASE_WEEKS)
export const releaseInterval = (service: ServiceName, release: number): Interval => ({
  fromMs: Math.max(EPOCH_MS, FIRST_ROLLOUT_MS + (release * RELEASE_WEEKS - shiftOf(service)) * WEEK_MS),
  toMs: FIRST_ROLLOUT_MS + ((release + 1) * RELEASE_WEEKS - shiftOf(service)) * WEEK_MS,
})

/** "2.31.0"; the bad one of payment is "2.32.0-rc.1". */
export function versionName(service: ServiceName, release: number, bad: boolean): string {
  const [major, minor] = SERVICES[service].release
  return bad ? `${major}.${minor + release + 1}.0-rc.1` : `${major}.${minor + release}.0`
}

export const versionAt = (world: World, service: ServiceName, timeMs: number): string =>
  versionName(service, releaseOf(service, timeMs), service === "payment" && isBadDeploy(world, timeMs))

/** When the process that runs at an instant was started (when it is down: when it will have been). */
export function startOf(world: World, service: ServiceName, index: InstanceIndex, timeMs: number): number {
  let start = rolloutBefore(timeMs)
  const cycle = cycleOf(world, timeMs)
  const at = (cycle: number, minute: number) => world.phaseMs + cycle * CYCLE_MS + minute * MINUTE_MS
  if (service === "payment") {
    const minute = minuteOf(world, timeMs)
    start = Math.max(
      start,
      minute >= BAD_DEPLOY.to
        ? at(cycle, BAD_DEPLOY.to)
        : minute >= BAD_DEPLOY.from
          ? at(cycle, BAD_DEPLOY.from)
          : at(cycle - 1, BAD_DEPLOY.to),
    )
  }
  if (index === 1 && (service === "event-service" || service === "notification")) {
    const mine = downIn(cycle) === service ? cycle : cycle - 1
    start = Math.max(start, at(mine, DOWN.to))
  }
  return start
}

export interface State {
  up: boolean
  version: string
  startMs: number
  /** 0 to 1: the share of its requests that the connection pool fails or holds up. */
  starvation: number
}

export function stateOf(world: World, service: ServiceName, index: InstanceIndex, timeMs: number): State {
  return {
    up: !isDown(world, service, index, timeMs),
    version: versionAt(world, service, timeMs),
    startMs: startOf(world, service, index, timeMs),
    starvation: service === "payment" ? starvation(world, timeMs) : 0,
  }
}
