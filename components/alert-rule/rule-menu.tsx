"use client"

import { ActionIcon, Button, Group, Menu, Modal, Text } from "@mantine/core"
import { IconCopy, IconDots, IconEdit, IconPlayerPause, IconPlayerPlay, IconTrash } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import Link from "next/link"
import { useRouter } from "next/navigation"
import { useState } from "react"
import { useCan } from "#components/shell/viewer-context.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import type { AlertRule } from "#lib/alert-rule/schema.ts"
import { useRuleAction } from "./use-rules.ts"

/** What can be done with a rule: edit, duplicate, pause or resume, delete. `leave` goes back to the list after a delete. */
export function RuleMenu({ rule, leave = false }: { rule: Pick<AlertRule, "id" | "name" | "paused">; leave?: boolean }) {
  const t = useTranslations("alertRule")
  const may = useCan("alert-rule:write")
  const action = useRuleAction(rule.id)
  const [asking, setAsking] = useState(false)
  if (!may) return null
  const path = `/alerts/rules/${encodeURIComponent(rule.id)}`
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size="sm" aria-label={t("actionsOf", { name: rule.name })} loading={action.isPending}>
            <IconDots size={16} stroke={1.5} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconEdit size={16} stroke={1.5} />} component={Link} href={`${path}/edit`}>
            {t("edit")}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconCopy size={16} stroke={1.5} />}
            component={Link}
            href={`/alerts/rules/new?from=${encodeURIComponent(rule.id)}`}
          >
            {t("duplicate")}
          </Menu.Item>
          <Menu.Item
            leftSection={rule.paused ? <IconPlayerPlay size={16} stroke={1.5} /> : <IconPlayerPause size={16} stroke={1.5} />}
            onClick={() => action.mutate(rule.paused ? "resume" : "pause")}
          >
            {rule.paused ? t("resume") : t("pause")}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item color="red" leftSection={<IconTrash size={16} stroke={1.5} />} onClick={() => setAsking(true)}>
            {t("delete")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <DeleteDialog rule={rule} opened={asking} onClose={() => setAsking(false)} leave={leave} />
    </>
  )
}

function DeleteDialog({
  rule,
  opened,
  onClose,
  leave,
}: {
  rule: { id: string; name: string }
  opened: boolean
  onClose: () => void
  leave: boolean
}) {
  const t = useTranslations("alertRule")
  const action = useRuleAction(rule.id)
  const router = useRouter()
  const remove = () =>
    action.mutate("delete", {
      onSuccess: () => {
        onClose()
        if (leave) router.push("/alerts?tab=rules")
      },
    })
  return (
    <Modal opened={opened} onClose={onClose} title={t("deleteTitle", { name: rule.name })}>
      <Text size="sm">{t("deleteMeans")}</Text>
      {action.isError && <ErrorNotice error={action.error} compact />}
      <Group justify="flex-end" mt="md" gap="sm">
        <Button variant="default" onClick={onClose}>
          {t("cancel")}
        </Button>
        <Button color="red" loading={action.isPending} onClick={remove}>
          {t("delete")}
        </Button>
      </Group>
    </Modal>
  )
}
