import { bugReport } from "./rules/bug-report.ts"
import { cpu } from "./rules/cpu.ts"
import { diskFull } from "./rules/disk-full.ts"
import { errorRatio } from "./rules/error-ratio.ts"
import { highLatency } from "./rules/high-latency.ts"
import { logParseFailures } from "./rules/log-parse-failures.ts"
import { memory } from "./rules/memory.ts"
import { serviceDown } from "./rules/service-down.ts"
import type { RuleTemplate } from "./template.ts"

/** In the order in which they are offered. */
export const ruleTemplates: RuleTemplate[] = [serviceDown, bugReport, highLatency, errorRatio, cpu, memory, diskFull, logParseFailures]
