import { IconLinkOff } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import { EmptyState } from "#components/ui/empty-state.tsx"
import classes from "./share.module.css"

/** The link is unknown, ended, paused or revoked: nobody learns which, everybody learns what to do. */
export function LinkGone() {
  const t = useTranslations("share")
  return (
    <main id="main" className={classes.middle}>
      <EmptyState icon={IconLinkOff} title={t("gone")} description={t("goneNext")} />
    </main>
  )
}
