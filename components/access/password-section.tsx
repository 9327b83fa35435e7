"use client"

import { Button, PasswordInput } from "@mantine/core"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { passwordFault } from "#lib/access/password.ts"
import { api } from "#lib/http/api.ts"
import classes from "./access.module.css"
import { NewPassword } from "./new-password.tsx"

/** Changes one's password; every other session ends. `personal`: name and email address, which a password may not be. */
export function PasswordSection({ personal }: { personal: string[] }) {
  const t = useTranslations("access")
  const client = useQueryClient()
  const [currentPassword, setCurrent] = useState("")
  const [newPassword, setNew] = useState("")
  const change = useMutation({
    mutationFn: () => api.post("/api/auth/change-password", { currentPassword, newPassword }),
    onSuccess: async () => {
      setCurrent("")
      setNew("")
      await client.invalidateQueries({ queryKey: ["sessions"] })
    },
  })
  return (
    <section className={classes.section} aria-labelledby="password">
      <h3 id="password" className={classes.sectionTitle}>
        {t("changePassword")}
      </h3>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          change.mutate()
        }}
      >
        <PasswordInput
          label={t("currentPassword")}
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={currentPassword}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <NewPassword label={t("newPassword")} value={newPassword} onChange={setNew} personal={personal} />
        {change.isError && <ErrorNotice error={change.error} compact />}
        {change.isSuccess && <output>{t("passwordChanged")}</output>}
        <div>
          <Button
            type="submit"
            loading={change.isPending}
            disabled={!currentPassword || passwordFault(newPassword, personal) !== undefined}
          >
            {t("changePassword")}
          </Button>
        </div>
      </form>
    </section>
  )
}
