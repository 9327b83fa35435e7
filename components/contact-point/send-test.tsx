"use client"

import { Button, Popover, Text } from "@mantine/core"
import { IconCircleCheck, IconCircleX, IconSend } from "@tabler/icons-react"
import { useLocale, useTranslations } from "next-intl"
import { useCan } from "#components/shell/viewer-context.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import type { ContactPointTest } from "#lib/contact-point/schema.ts"
import { formatDuration } from "#lib/format/duration.ts"
import type { Language } from "#lib/language/language.ts"
import { adviceOf } from "./advice.ts"
import classes from "./contact-point.module.css"
import { useTestContactPoint } from "./use-contact-points.ts"

/** Sends a test message and shows what the vendor answered, word for word, with what to do about it. */
export function SendTest({ id, name }: { id: string; name: string }) {
  const t = useTranslations("contactPoint")
  const may = useCan("contact-point:write")
  const test = useTestContactPoint()
  if (!may) return null
  return (
    <Popover opened={test.isSuccess || test.isError} onDismiss={test.reset} withArrow width={340} position="bottom-end">
      <Popover.Target>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconSend size={14} stroke={1.5} />}
          loading={test.isPending}
          onClick={() => test.mutate(id)}
          aria-label={t("testOf", { name })}
        >
          {t("test")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        {test.isError && <ErrorNotice error={test.error} compact />}
        {test.data && <TestAnswer answer={test.data} />}
      </Popover.Dropdown>
    </Popover>
  )
}

function TestAnswer({ answer }: { answer: ContactPointTest }) {
  const t = useTranslations("contactPoint")
  const locale = useLocale() as Language
  const took = formatDuration(answer.latencyMs, locale)
  return (
    <output className={classes.answer}>
      <p className={answer.ok ? classes.fine : classes.broken}>
        {answer.ok ? <IconCircleCheck size={16} stroke={1.75} aria-hidden /> : <IconCircleX size={16} stroke={1.75} aria-hidden />}
        {answer.ok ? t("testSent", { took }) : t("testRefused", { took })}
      </p>
      {answer.reason && <pre className={classes.verbatim}>{answer.reason}</pre>}
      {!answer.ok && <Text size="sm">{t(`advice_${adviceOf(answer.reason)}`)}</Text>}
    </output>
  )
}
