// The hosts, as node_exporter tells them.
import type { Company, Family, Spec } from "#demo/world/company.ts"
import { CORES, type Cpu } from "#demo/world/families/cpu.ts"
import { family, gauge, wander } from "#demo/world/families/family.ts"
import { hashText } from "#demo/world/hash.ts"
import { EPOCH_MS } from "#demo/world/rhythm.ts"
import type { Gauge } from "#demo/world/series.ts"
import type { Labels } from "#demo/promql/storage.ts"

const GIB = 2 ** 30
const BOOT_MS = EPOCH_MS - 12 * 86_400_000
const MEMORY = 16 * GIB
/** How the scheduler spreads work over the cores. */
const SPREAD = [0.27, 0.26, 0.24, 0.23]
/** Of a core, at rest and for each core that the services use. */
const MODES: Readonly<Record<string, readonly [rest: number, busy: number]>> = {
  user: [0.09, 0.83],
  system: [0.05, 0.22],
  iowait: [0.012, 0.015],
  softirq: [0.004, 0.03],
  irq: [0, 0],
  nice: [0.0008, 0],
  steal: [0.002, 0],
}
const FILL_MS = 10 * 3_600_000

/** A counter that grows by so much a second, and by so much with the work done. */
const blend =
  (amount: (timeMs: number) => number, [rest, work]: readonly [number, number]) =>
  (timeMs: number): number =>
    (rest * (timeMs - BOOT_MS)) / 1000 + work * amount(timeMs)

/** How full `/data` is: it fills up in ten hours and is cleaned. */
function dataUsed(host: string, salt: number): Gauge {
  if (host === "host-2") return (timeMs) => 0.06 + 0.938 * ((timeMs - EPOCH_MS) / FILL_MS - Math.floor((timeMs - EPOCH_MS) / FILL_MS))
  return (timeMs) => 0.38 + 0.02 * wander(salt, timeMs, 7_200_000)
}

function disks(host: Company["hosts"][number], salt: number): Spec[] {
  const root = { device: "/dev/sda1", fstype: "ext4", mountpoint: "/" }
  const data = { device: "/dev/sdb1", fstype: "ext4", mountpoint: "/data" }
  const of = (labels: Labels, size: number, used: Gauge) => {
    const left = (timeMs: number, startMs: number) => size * (1 - used(timeMs, startMs))
    return [
      ...gauge(host, "node_filesystem_size_bytes", labels, () => size),
      ...gauge(host, "node_filesystem_avail_bytes", labels, (timeMs, startMs) => Math.round(left(timeMs, startMs) / 4096) * 4096),
      ...gauge(
        host,
        "node_filesystem_free_bytes",
        labels,
        (timeMs, startMs) => Math.round((left(timeMs, startMs) + 0.002 * size) / 4096) * 4096,
      ),
    ]
  }
  return [
    ...of(root, 60 * GIB, (timeMs) => 0.44 + 0.03 * wander(salt + 1, timeMs, 21_600_000)),
    ...of(data, 200 * GIB, dataUsed(host.host, salt)),
  ]
}

const page = (bytes: number) => Math.round(bytes / 4096) * 4096

function memory(host: Company["hosts"][number], salt: number, rate: (timeMs: number) => number): Spec[] {
  const used = (timeMs: number) => (6.1 + 0.35 * rate(timeMs) + 0.3 * wander(salt + 2, timeMs, 900_000)) * GIB
  const cached = (timeMs: number) => (5.4 + 0.4 * wander(salt + 3, timeMs, 3_600_000)) * GIB
  const parts: Record<string, Gauge> = {
    MemTotal: () => MEMORY,
    MemAvailable: (timeMs) => page(MEMORY - used(timeMs)),
    MemFree: (timeMs) => page(MEMORY - used(timeMs) - cached(timeMs) - 0.3 * GIB),
    Cached: (timeMs) => page(cached(timeMs)),
    Buffers: () => page(0.29 * GIB),
  }
  return Object.entries(parts).flatMap(([name, read]) => gauge(host, `node_memory_${name}_bytes`, {}, read))
}

function counters(company: Company, host: Company["hosts"][number], amount: (timeMs: number) => number): Spec[] {
  const busy = Object.entries(MODES)
  const cpus = Array.from({ length: CORES }, (_, cpu) => {
    const parts = busy.map(([, [rest, work]]) => [rest * SPREAD[cpu]! * CORES, work * SPREAD[cpu]!] as const)
    const idle = [1 - parts.reduce((sum, [rest]) => sum + rest, 0), -parts.reduce((sum, [, work]) => sum + work, 0)] as const
    return [...busy.map(([mode]) => mode), "idle"].map((mode, i): Spec => ({
      name: "node_cpu_seconds_total",
      target: host,
      labels: { cpu: String(cpu), mode },
      read: company.counter(host, blend(amount, parts[i] ?? idle)),
    }))
  })
  const told: readonly (readonly [name: string, labels: Labels, second: number, work: number])[] = [
    ["node_network_receive_bytes_total", { device: "eth0" }, 21_000, 410_000],
    ["node_network_transmit_bytes_total", { device: "eth0" }, 17_500, 690_000],
    ["node_disk_read_bytes_total", { device: "sda" }, 4096, 31_000],
    ["node_disk_read_bytes_total", { device: "sdb" }, 12_288, 88_000],
    ["node_disk_written_bytes_total", { device: "sda" }, 61_000, 120_000],
    ["node_disk_written_bytes_total", { device: "sdb" }, 340_000, 2_100_000],
    ["node_disk_io_time_seconds_total", { device: "sda" }, 0.006, 0.02],
    ["node_disk_io_time_seconds_total", { device: "sdb" }, 0.02, 0.08],
  ]
  const rest = told.map(([name, labels, second, work]): Spec => ({
    name,
    target: host,
    labels,
    read: company.counter(host, blend(amount, [second, work])),
  }))
  return [...cpus.flat(), ...rest]
}

const round = (value: number) => Math.round(value * 100) / 100

/** CPU, memory, file systems, load, network and disks of the hosts. */
export function hostFamilies(company: Company, cpu: Cpu): Family[] {
  const specs = company.hosts.flatMap((host) => {
    const salt = hashText(`host/${host.host}`, company.world.seed)
    const { amount, rate } = cpu.ofHost(host.host)
    const share = cpu.shareOfHost(host.host)
    const mean = (timeMs: number, overMs: number) => 0.3 + ((amount(timeMs) - amount(timeMs - overMs)) / overMs) * 1250
    const uname = {
      nodename: host.host,
      sysname: "Linux",
      release: "6.8.0-45-generic",
      machine: "x86_64",
      domainname: "(none)",
      version: "#45-Ubuntu SMP",
    }
    return [
      ...counters(company, host, amount),
      ...memory(host, salt, rate),
      ...disks(host, salt),
      ...gauge(host, "node_load1", {}, (timeMs) => round(share(timeMs) * CORES * 1.2 * (1 + 0.15 * wander(salt, timeMs, 60_000)))),
      ...gauge(host, "node_load5", {}, (timeMs) => round(mean(timeMs, 300_000))),
      ...gauge(host, "node_load15", {}, (timeMs) => round(mean(timeMs, 900_000))),
      ...gauge(host, "node_boot_time_seconds", {}, () => BOOT_MS / 1000),
      ...gauge(host, "node_uname_info", uname, () => 1),
    ]
  })
  return FAMILIES.map(([type, name, help]) =>
    family(
      type,
      name,
      help,
      "",
      specs.filter((spec) => spec.name === name),
    ),
  )
}

const FAMILIES: readonly (readonly [Family["type"], name: string, help: string])[] = [
  ["counter", "node_cpu_seconds_total", "Seconds the CPUs spent in each mode."],
  ["gauge", "node_memory_MemTotal_bytes", "Memory information field MemTotal_bytes."],
  ["gauge", "node_memory_MemAvailable_bytes", "Memory information field MemAvailable_bytes."],
  ["gauge", "node_memory_MemFree_bytes", "Memory information field MemFree_bytes."],
  ["gauge", "node_memory_Cached_bytes", "Memory information field Cached_bytes."],
  ["gauge", "node_memory_Buffers_bytes", "Memory information field Buffers_bytes."],
  ["gauge", "node_filesystem_size_bytes", "Filesystem size in bytes."],
  ["gauge", "node_filesystem_avail_bytes", "Filesystem space available to non-root users in bytes."],
  ["gauge", "node_filesystem_free_bytes", "Filesystem free space in bytes."],
  ["gauge", "node_load1", "1m load average."],
  ["gauge", "node_load5", "5m load average."],
  ["gauge", "node_load15", "15m load average."],
  ["counter", "node_network_receive_bytes_total", "Network device statistic receive_bytes."],
  ["counter", "node_network_transmit_bytes_total", "Network device statistic transmit_bytes."],
  ["counter", "node_disk_read_bytes_total", "The total number of bytes read successfully."],
  ["counter", "node_disk_written_bytes_total", "The total number of bytes written successfully."],
  ["counter", "node_disk_io_time_seconds_total", "Total seconds spent doing I/Os."],
  ["gauge", "node_boot_time_seconds", "Node boot time, in unixtime."],
  ["gauge", "node_uname_info", "Labeled system information as provided by the uname system call."],
]
