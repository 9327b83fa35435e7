import { NewDashboard } from "#components/dashboard/new-dashboard.tsx"

export default function NewDashboardPage() {
  return <NewDashboard />
}
