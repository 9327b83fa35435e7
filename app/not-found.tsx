import { IconMapPinQuestion } from "@tabler/icons-react"
import { getTranslations } from "next-intl/server"
import { EmptyState } from "#components/ui/empty-state.tsx"
import classes from "#components/ui/plain-button.module.css"

export default async function NotFound() {
  const t = await getTranslations("app")
  return (
    <main id="main">
      <EmptyState
        icon={IconMapPinQuestion}
        title={t("notFoundTitle")}
        description={t("notFoundText")}
        action={
          // oxlint-disable-next-line next/no-html-link-for-pages -- a whole load gets out of whatever led here
          <a className={classes.button} data-look="filled" href="/">
            {t("goHome")}
          </a>
        }
      />
    </main>
  )
}
