import type { Metadata } from "next"
import { getTranslations } from "next-intl/server"
import { TracePage } from "#components/trace/trace-page.tsx"

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("trace"))("title") }
}

export default async function Page({ params }: { params: Promise<{ datasourceId: string; traceId: string }> }) {
  const { datasourceId, traceId } = await params
  return <TracePage datasourceId={decodeURIComponent(datasourceId)} traceId={traceId.toLowerCase()} />
}
