"use client"

import { Button, UnstyledButton } from "@mantine/core"
import { IconCheck, IconChevronRight, IconCircleX, IconClockHour4, IconRepeat, IconSend } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import { useId, useState } from "react"
import { useCan } from "#components/shell/viewer-context.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { TimeText } from "#components/ui/time-text.tsx"
import type { Delivery, DeliveryState } from "#lib/delivery/schema.ts"
import { Tooltip } from "#components/ui/tooltip.tsx"
import { Attempts } from "./attempts.tsx"
import classes from "./delivery.module.css"
import { firstLine } from "./first-line.ts"
import { SentMessage } from "./sent-message.tsx"
import { useResend } from "./use-deliveries.ts"

const icons: Record<DeliveryState, typeof IconCheck> = {
  pending: IconClockHour4,
  sending: IconSend,
  delivered: IconCheck,
  failed: IconCircleX,
}

/** One message; opened it shows what was sent and every try. */
export function DeliveryRow({ delivery }: { delivery: Delivery }) {
  const t = useTranslations("delivery")
  const [open, setOpen] = useState(false)
  const region = useId()
  const line = firstLine(delivery.message)
  const Icon = icons[delivery.state]
  return (
    <li className={classes.row}>
      <UnstyledButton className={classes.line} aria-expanded={open} aria-controls={region} onClick={() => setOpen(!open)}>
        <IconChevronRight size={14} stroke={1.5} className={classes.chevron} data-open={open || undefined} aria-hidden />
        <span className={classes.state} data-state={delivery.state}>
          <Icon size={14} stroke={1.75} aria-hidden /> {t(`state_${delivery.state}`)}
        </span>
        <span className={classes.first}>
          {delivery.message.test && <span className={classes.mark}>{t("test")}</span>}
          {t(`status_${line.status}`)} · {line.names}
          {line.services && ` · ${line.services}`}
          {line.count > 1 && <span className={classes.dim}> {t("alerts", { count: line.count })}</span>}
          {delivery.mayBeRepeat && (
            <Tooltip label={t("repeatMeans")}>
              <span className={classes.mark}>
                <IconRepeat size={12} stroke={1.75} aria-hidden /> {t("repeat")}
              </span>
            </Tooltip>
          )}
        </span>
        <span className={classes.point}>{delivery.contactPoint}</span>
        <span className={classes.when}>
          <TimeText value={delivery.createdAt} />
        </span>
      </UnstyledButton>
      {open && <Detail id={region} delivery={delivery} />}
    </li>
  )
}

function Detail({ id, delivery }: { id: string; delivery: Delivery }) {
  const t = useTranslations("delivery")
  const may = useCan("delivery:resend")
  const resend = useResend()
  return (
    <div id={id} className={classes.detail}>
      <div>
        <h3>{t("message")}</h3>
        <SentMessage message={delivery.message} />
      </div>
      <div>
        <h3>{t("attempts")}</h3>
        <Attempts delivery={delivery} />
        {may && delivery.state !== "sending" && delivery.state !== "pending" && (
          <Button
            mt="sm"
            variant="default"
            leftSection={<IconSend size={14} stroke={1.5} />}
            loading={resend.isPending}
            onClick={() => resend.mutate(delivery.id)}
          >
            {t("resend")}
          </Button>
        )}
        {resend.isError && <ErrorNotice error={resend.error} compact />}
      </div>
    </div>
  )
}
