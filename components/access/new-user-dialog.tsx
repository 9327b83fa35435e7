"use client"

import { Button, Group, Modal, TextInput } from "@mantine/core"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { passwordFault } from "#lib/access/password.ts"
import type { Role } from "#lib/access/viewer.ts"
import { api } from "#lib/http/api.ts"
import classes from "./access.module.css"
import { FirstPassword } from "./first-password.tsx"
import { RoleSelect } from "./role-select.tsx"

export function NewUserDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("access")
  const client = useQueryClient()
  const [name, setName] = useState("")
  const [email, setEmail] = useState("")
  const [role, setRole] = useState<Role>("viewer")
  const [password, setPassword] = useState("")
  const add = useMutation({
    mutationFn: () => api.post("/api/users", { name, email, role, password }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["users"] })
      onClose()
    },
  })
  return (
    <Modal opened onClose={onClose} title={t("addUser")}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          add.mutate()
        }}
      >
        <TextInput data-autofocus label={t("name")} required value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <TextInput
          label={t("email")}
          type="email"
          autoComplete="off"
          required
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <RoleSelect value={role} onChange={setRole} />
        <FirstPassword value={password} onChange={setPassword} personal={[name, email]} />
        {add.isError && <ErrorNotice error={add.error} compact />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" loading={add.isPending} disabled={passwordFault(password, [name, email]) !== undefined}>
            {t("addUser")}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
