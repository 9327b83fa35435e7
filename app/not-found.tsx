import { Button } from "@mantine/core"
import { IconMapPinQuestion } from "@tabler/icons-react"
import { getTranslations } from "next-intl/server"
import { EmptyState } from "#components/ui/empty-state.tsx"

export default async function NotFound() {
  const t = await getTranslations("app")
  return (
    <main id="main">
      <EmptyState
        icon={IconMapPinQuestion}
        title={t("notFoundTitle")}
        description={t("notFoundText")}
        action={
          <Button component="a" href="/">
            {t("goHome")}
          </Button>
        }
      />
    </main>
  )
}
