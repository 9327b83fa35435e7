import { redirect } from "next/navigation"
import { pageViewer } from "#lib/access/page-viewer.ts"
import { can } from "#lib/access/can.ts"

export default async function SettingsPage() {
  redirect(can(await pageViewer(), "datasource:write") ? "/settings/datasources" : "/settings/account")
}
