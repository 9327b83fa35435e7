"use client"

import { Anchor } from "@mantine/core"
import { useDebouncedValue } from "@mantine/hooks"
import { IconBellOff, IconSend } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import Link from "next/link"
import { useExplanation } from "#components/notification-policy/use-policy.ts"
import { knownLabels, type RuleDraft } from "./draft.ts"
import classes from "./rule-form.module.css"

/** Whom the notification policy tells about alerts of this rule; a link leads to where that is decided. */
export function Recipient({ draft }: { draft: RuleDraft }) {
  const t = useTranslations("alertRule")
  const [settled] = useDebouncedValue(JSON.stringify(knownLabels(draft)), 400)
  const answer = useExplanation(JSON.parse(settled) as Record<string, string>)
  const names = answer.data?.routes.map((route) => route.contactPoint).join(", ")
  const nobody = answer.data && !answer.data.delivers
  return (
    <Anchor
      component={Link}
      href="/settings/notification-policy"
      target="_blank"
      className={classes.recipient}
      data-nobody={nobody || undefined}
      title={t("recipientMeans")}
    >
      {nobody ? <IconBellOff size={16} stroke={1.5} aria-hidden /> : <IconSend size={16} stroke={1.5} aria-hidden />}
      {nobody ? t("nobody") : names || t("byPolicy")}
    </Anchor>
  )
}
