import { business } from "./dashboards/business.ts"
import { databasePool } from "./dashboards/database-pool.ts"
import { hosts } from "./dashboards/hosts.ts"
import { httpClients } from "./dashboards/http-clients.ts"
import { jvm } from "./dashboards/jvm.ts"
import { k6 } from "./dashboards/k6.ts"
import { logsOverview } from "./dashboards/logs-overview.ts"
import { serviceOverview } from "./dashboards/service-overview.ts"
import type { DashboardTemplate } from "./template.ts"

/** In the order in which they are offered. */
export const dashboardTemplates: DashboardTemplate[] = [serviceOverview, httpClients, logsOverview, hosts, jvm, databasePool, business, k6]
