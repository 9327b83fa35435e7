import ipaddr from "ipaddr.js"

const NEAR_RANGES = new Set(["loopback", "private", "uniqueLocal", "linkLocal"])
/** Names that resolve inside one machine, one cluster or one house only. */
const NEAR_NAME = /^[^.]+$|(?:^|\.)(?:localhost|local|internal|lan|svc|svc\.cluster\.local)$/

/**
 * Whether a host is, by its name alone, on this machine or its own network, where compressing an answer takes the server ten times as
 * long as sending it (measured with Prometheus: 190 ms against 2 ms for 3 MB).
 * @param host as in `URL.hostname`
 */
export function isNear(host: string): boolean {
  const name = host
    .replace(/^\[|\]$/g, "")
    .replace(/\.+$/, "")
    .toLowerCase()
  return ipaddr.isValid(name) ? NEAR_RANGES.has(ipaddr.parse(name).range()) : NEAR_NAME.test(name)
}
