import { DashboardList } from "#components/dashboard/dashboard-list.tsx"

export default function DashboardsPage() {
  return <DashboardList />
}
