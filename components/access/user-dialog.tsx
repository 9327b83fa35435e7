"use client"

import { Button, Group, Modal, Switch, TextInput } from "@mantine/core"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { ConfirmButton } from "#components/ui/confirm-button.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { passwordFault } from "#lib/access/password.ts"
import type { UserAnswer } from "#lib/access/schema.ts"
import type { Role } from "#lib/access/viewer.ts"
import { api } from "#lib/http/api.ts"
import classes from "./access.module.css"
import { FirstPassword } from "./first-password.tsx"
import { RoleSelect } from "./role-select.tsx"

/** One user: name, role, access, another password, deletion. Of oneself only the name: the rest needs somebody else. */
export function UserDialog({ user, isSelf, onClose }: { user: UserAnswer; isSelf: boolean; onClose: () => void }) {
  const t = useTranslations("access")
  const client = useQueryClient()
  const [name, setName] = useState(user.name)
  const [access, setAccess] = useState<AccessOf>({ role: user.role, disabled: user.disabled, password: "" })
  const personal = [name, user.email]
  const done = async () => {
    await client.invalidateQueries({ queryKey: ["users"] })
    onClose()
  }
  const path = `/api/users/${encodeURIComponent(user.id)}`
  const { password, ...rest } = access
  const patch = isSelf ? { name } : { name, ...rest, ...(password ? { password } : {}) }
  const save = useMutation({ mutationFn: () => api.patch(path, patch), onSuccess: done })
  const remove = useMutation({ mutationFn: () => api.delete(path), onSuccess: done })
  const error = save.error ?? remove.error
  return (
    <Modal opened onClose={onClose} title={user.email}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <TextInput data-autofocus label={t("name")} required value={name} onChange={(event) => setName(event.currentTarget.value)} />
        {isSelf ? <p className={classes.dim}>{t("yourself")}</p> : <AccessFields value={access} onChange={setAccess} personal={personal} />}
        {error && <ErrorNotice error={error} compact />}
        <Group justify="space-between" gap="sm">
          {isSelf ? <span /> : <DeleteButton name={user.name} onDelete={() => remove.mutateAsync().catch(() => undefined)} />}
          <Group gap="sm">
            <Button variant="default" onClick={onClose}>
              {t("cancel")}
            </Button>
            <Button type="submit" loading={save.isPending} disabled={password !== "" && passwordFault(password, personal) !== undefined}>
              {t("save")}
            </Button>
          </Group>
        </Group>
      </form>
    </Modal>
  )
}

interface AccessOf {
  role: Role
  disabled: boolean
  /** "": the one there is. */
  password: string
}

function AccessFields({ value, onChange, personal }: { value: AccessOf; onChange: (value: AccessOf) => void; personal: string[] }) {
  const t = useTranslations("access")
  return (
    <>
      <RoleSelect value={value.role} onChange={(role) => onChange({ ...value, role })} />
      <Switch
        label={t("maySignIn")}
        description={t("maySignInText")}
        checked={!value.disabled}
        onChange={(event) => onChange({ ...value, disabled: !event.currentTarget.checked })}
      />
      <FirstPassword value={value.password} onChange={(password) => onChange({ ...value, password })} personal={personal} />
    </>
  )
}

function DeleteButton({ name, onDelete }: { name: string; onDelete: () => unknown }) {
  const t = useTranslations("access")
  return (
    <ConfirmButton color="red" variant="subtle" question={t("deleteUserQuestion", { name })} confirm={t("delete")} onConfirm={onDelete}>
      {t("deleteUser")}
    </ConfirmButton>
  )
}
