"use client"

import { Alert, Button } from "@mantine/core"
import { IconBellOff } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import Link from "next/link"
import { useContactPoints } from "#components/contact-point/use-contact-points.ts"
import { useCan } from "#components/shell/viewer-context.tsx"
import { nextStep } from "./next-step.ts"
import classes from "./notification-policy.module.css"
import { useNotificationPolicy } from "./use-policy.ts"

const places = { contactPoint: "/settings/contact-points", policy: "/settings/notification-policy" }

/** Says that alerts show in Bongsu only, as long as there is no notification policy, and where that is changed. */
export function NobodyTold() {
  const t = useTranslations("notification")
  const mayWrite = useCan("notification-policy:write")
  const policy = useNotificationPolicy()
  const points = useContactPoints(policy.data === null && mayWrite)
  if (policy.data !== null || (mayWrite && points.isPending)) return null
  const step = nextStep(mayWrite, points.data?.length)
  return (
    <Alert
      variant="transparent"
      classNames={{ root: classes.warning, title: classes.warningTitle, icon: classes.warningTitle }}
      icon={<IconBellOff size={18} stroke={1.5} />}
      title={t("none")}
    >
      {t(`nobody_${step}`)}
      {step !== "ask" && (
        <div>
          <Button mt="sm" variant="default" component={Link} href={places[step]}>
            {t(step === "contactPoint" ? "addContactPoint" : "setPolicy")}
          </Button>
        </div>
      )}
    </Alert>
  )
}
