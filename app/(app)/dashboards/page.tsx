import { NuqsAdapter } from "nuqs/adapters/next/app"
import { DashboardList } from "#components/dashboard/dashboard-list.tsx"

export default function DashboardsPage() {
  return (
    <NuqsAdapter>
      <DashboardList />
    </NuqsAdapter>
  )
}
