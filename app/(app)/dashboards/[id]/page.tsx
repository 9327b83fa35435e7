import { DashboardRoute } from "#components/dashboard/dashboard-route.tsx"

export default async function DashboardPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <DashboardRoute id={decodeURIComponent(id)} />
}
