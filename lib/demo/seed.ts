import "server-only"
import type { Viewer } from "#lib/access/viewer.ts"
import { ContactPointInput } from "#lib/contact-point/schema.ts"
import { createContactPoint } from "#lib/contact-point/store.ts"
import { createDatasource, updateDatasource } from "#lib/datasource/store.ts"
import { pool } from "#lib/db/pool.ts"
import { AppError } from "#lib/http/errors.ts"
import type { Language } from "#lib/language/language.ts"
import { NotificationPolicyInput } from "#lib/notification/schema.ts"
import { deliversAlerts, putNotificationPolicy } from "#lib/notification/store.ts"
import { ShareLinkCreate } from "#lib/share/schema.ts"
import { createShareLink } from "#lib/share/store.ts"
import { dashboardTemplates } from "#lib/template/dashboards.ts"
import { ruleTemplates } from "#lib/template/rules.ts"
import { dashboardFromTemplate, ruleFromTemplate } from "#lib/template/store.ts"
import { demoPrefix, type DemoUrls } from "./schema.ts"
import { demoShareToken } from "./store.ts"

const system: Viewer = { kind: "system" }
const INBOX = "inbox"
/** The dashboard of the view-only link, for colleagues who read Korean. */
const SHARED = "business"
const SHARED_LANGUAGE = "ko"
const datasourceId = (kind: string) => demoPrefix + kind
const capitalised = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

interface Seed {
  urls: DemoUrls
  language: Language
  /** IANA zone of messages. */
  timezone: string
}

/** Points the demo's datasources at where its process listens now. */
export async function pointDatasources({ urls, language }: Seed): Promise<void> {
  for (const [kind, url] of Object.entries(urls)) {
    const id = datasourceId(kind)
    const settings = { url }
    const { rowCount: exists } = await pool.query("select 1 from datasource where id = $1", [id])
    if (exists) await updateDatasource(system, id, { settings }, language)
    else await createDatasource(system, { id, name: `Demo ${capitalised(kind)}`, kind, settings }, language)
  }
}

/** Makes dashboards, rules with runbooks, the Inbox, a policy where there is none, and a view-only link: once, in a world's life. */
export async function seedDemo(seed: Seed): Promise<void> {
  const { urls, language, timezone } = seed
  const datasources = Object.fromEntries(Object.keys(urls).map((kind) => [kind, datasourceId(kind)]))
  const point = { id: INBOX, name: "Inbox", kind: "inbox", settings: {}, language, timezone }
  await unlessThere(() => createContactPoint(system, ContactPointInput.parse(point)))
  if (!(await deliversAlerts())) {
    const waits = { groupWait: "0s", groupInterval: "30s" }
    await putNotificationPolicy(
      system,
      NotificationPolicyInput.parse({ contactPointId: INBOX, groupBy: ["alertname", "service"], ...waits }),
    )
  }
  await seedShareLink(datasources)
  // The first of the list is made last: it is the newest on the first page.
  for (const { name } of dashboardTemplates.toReversed())
    await unlessThere(() => dashboardFromTemplate(system, name, { datasources, id: demoPrefix + name, language }))
  for (const { name, datasourceKind, dashboard } of ruleTemplates) {
    const dashboardId = dashboard && demoPrefix + dashboard
    const at = { datasourceId: datasourceId(datasourceKind), dashboardId, id: demoPrefix + name, language }
    await unlessThere(() => ruleFromTemplate(system, name, at))
  }
  await pool.query("update demo set seeded_at = clock_timestamp()")
}

async function seedShareLink(datasources: Record<string, string>): Promise<void> {
  const id = `${demoPrefix}${SHARED}-${SHARED_LANGUAGE}`
  await unlessThere(() => dashboardFromTemplate(system, SHARED, { datasources, id, language: SHARED_LANGUAGE }))
  const link = { id: `${demoPrefix}link`, dashboardId: id, label: "Demo", language: SHARED_LANGUAGE, expiresAt: null }
  await unlessThere(() => createShareLink(system, ShareLinkCreate.parse(link), new Date(), demoShareToken()))
}

/** A start that was cut short has made some of it. */
async function unlessThere(make: () => Promise<unknown>): Promise<void> {
  try {
    await make()
  } catch (error) {
    if (!(error instanceof AppError && error.code === "conflict")) throw error
  }
}
