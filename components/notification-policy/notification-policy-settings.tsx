"use client"

import { Alert, Button, Skeleton } from "@mantine/core"
import { IconBellOff } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import Link from "next/link"
import { useContactPoints } from "#components/contact-point/use-contact-points.ts"
import { useCan } from "#components/shell/viewer-context.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { PageHeader } from "#components/ui/page-header.tsx"
import { Explain } from "./explain.tsx"
import classes from "./notification-policy.module.css"
import { PolicyForm } from "./policy-form.tsx"
import { useNotificationPolicy } from "./use-policy.ts"

/** Which contact point alerts go to, how they are bundled, and how often they are told. */
export function NotificationPolicySettings() {
  const t = useTranslations("notification")
  const policy = useNotificationPolicy()
  const points = useContactPoints(useCan("contact-point:read"))
  const nowhere = points.data?.length === 0
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      {policy.isError && <ErrorNotice error={policy.error} onRetry={() => void policy.refetch()} />}
      {policy.isPending && <Skeleton height={240} />}
      {policy.data === null && (
        <Alert
          variant="transparent"
          classNames={{ root: classes.warning, title: classes.warningTitle, icon: classes.warningTitle }}
          icon={<IconBellOff size={18} stroke={1.5} />}
          title={t("none")}
        >
          {nowhere ? t("noneNoPoint") : t("noneNext")}
          {nowhere && (
            <div>
              <Button mt="sm" component={Link} href="/settings/contact-points">
                {t("addContactPoint")}
              </Button>
            </div>
          )}
        </Alert>
      )}
      {policy.data !== undefined && (
        <div className={classes.columns}>
          <PolicyForm key={policy.data?.version ?? 0} policy={policy.data ?? undefined} points={points.data ?? []} />
          <Explain />
        </div>
      )}
    </>
  )
}
