"use client"

import { Button, Group, Popover, Text, Textarea } from "@mantine/core"
import { IconHandStop, IconUserCheck } from "@tabler/icons-react"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { useCan } from "#components/shell/viewer-context.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { Hint } from "#components/ui/hint.tsx"
import { TimeText } from "#components/ui/time-text.tsx"
import type { AlertInstance } from "#lib/alert-rule/schema.ts"
import { api } from "#lib/http/api.ts"
import classes from "./alert-instance.module.css"

/** Who has the alert; when nobody has, a button to take it with a comment. */
export function Acknowledge({ instance }: { instance: Pick<AlertInstance, "id" | "state" | "acknowledged"> }) {
  const may = useCan("alert-instance:acknowledge")
  const t = useTranslations("alertInstance")
  if (instance.acknowledged) return <Holder acknowledged={instance.acknowledged} />
  if (instance.state !== "firing" && instance.state !== "recovering") return <span className={classes.dim}>–</span>
  return may ? <TakeIt id={instance.id} /> : <span className={classes.dim}>{t("nobody")}</span>
}

function Holder({ acknowledged }: { acknowledged: NonNullable<AlertInstance["acknowledged"]> }) {
  const t = useTranslations("alertInstance")
  return (
    <Hint
      className={classes.holder}
      label={
        <>
          {t("takenBy", { who: acknowledged.by })} <TimeText value={acknowledged.at} mode="absolute" />
          {acknowledged.comment && <div>{acknowledged.comment}</div>}
        </>
      }
    >
      <IconUserCheck size={14} stroke={1.5} aria-hidden />
      <span className={classes.cut}>{acknowledged.by}</span>
    </Hint>
  )
}

function TakeIt({ id }: { id: string }) {
  const t = useTranslations("alertInstance")
  const [opened, setOpened] = useState(false)
  const [comment, setComment] = useState("")
  const client = useQueryClient()
  const take = useMutation({
    mutationFn: () =>
      api.post(`/api/alert-instances/${encodeURIComponent(id)}/acknowledge`, comment.trim() ? { comment: comment.trim() } : {}),
    onSuccess: async () => {
      setOpened(false)
      await Promise.all([
        client.invalidateQueries({ queryKey: ["alert-instances"] }),
        client.invalidateQueries({ queryKey: ["incidents"] }),
        client.invalidateQueries({ queryKey: ["alert-rules"] }),
      ])
    },
  })
  return (
    <Popover opened={opened} onChange={setOpened} trapFocus withArrow width={300}>
      <Popover.Target>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconHandStop size={14} stroke={1.5} />}
          onClick={() => setOpened(!opened)}
        >
          {t("take")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="xs" c="dimmed" mb={8}>
          {t("takeMeans")}
        </Text>
        <Textarea
          label={t("comment")}
          placeholder={t("commentHint")}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={2000}
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
          data-autofocus
        />
        {take.isError && <ErrorNotice error={take.error} compact />}
        <Group justify="flex-end" mt="sm">
          <Button loading={take.isPending} onClick={() => take.mutate()}>
            {t("take")}
          </Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  )
}
