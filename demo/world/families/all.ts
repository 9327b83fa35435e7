// Every family of series there is.
import type { Company, Family, Target } from "#demo/world/company.ts"
import { businessFamilies } from "#demo/world/families/business.ts"
import { cpuOf } from "#demo/world/families/cpu.ts"
import { hostFamilies } from "#demo/world/families/host.ts"
import { httpFamilies } from "#demo/world/families/http.ts"
import { jvmFamilies } from "#demo/world/families/jvm.ts"
import { loadTestFamilies } from "#demo/world/families/load-test.ts"
import { poolFamilies } from "#demo/world/families/pool.ts"
import { runtimeFamilies } from "#demo/world/families/runtime.ts"
import { scrapeFamilies } from "#demo/world/families/scrape.ts"

/** In the order of their names. */
export function familiesOf(company: Company): Family[] {
  const cpu = cpuOf(company)
  const shown = [
    ...httpFamilies(company),
    ...jvmFamilies(company, cpu),
    ...poolFamilies(company),
    ...runtimeFamilies(company, cpu),
    ...hostFamilies(company, cpu),
    ...businessFamilies(company),
    ...loadTestFamilies(company),
  ].filter(({ specs }) => specs.length > 0)
  const counts = new Map<Target, number>()
  for (const { target, bad } of shown.flatMap(({ specs }) => specs)) if (!bad) counts.set(target, (counts.get(target) ?? 0) + 1)
  return [...shown, ...scrapeFamilies(company, (target) => counts.get(target) ?? 0)].toSorted((a, b) => (a.name < b.name ? -1 : 1))
}
