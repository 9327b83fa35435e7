"use client"

import { Button, PasswordInput } from "@mantine/core"
import { useMutation } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { type FormEvent, useState } from "react"
import { useErrorWords } from "#components/ui/error-notice.tsx"
import { Logo } from "#components/ui/logo.tsx"
import { api } from "#lib/http/api.ts"
import classes from "./share.module.css"

/** Asks for a link's password. */
export function PasswordForm({ token, onOpen }: { token: string; onOpen: () => void }) {
  const t = useTranslations("share")
  const [password, setPassword] = useState("")
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => api.post(`/api/share/${encodeURIComponent(token)}/password`, { password }),
    onSuccess: onOpen,
  })
  const words = useErrorWords(error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate()
  }
  return (
    <main id="main" className={classes.middle}>
      <form onSubmit={submit} className={classes.password}>
        <Logo size={32} />
        <h1 className={classes.title}>{t("passwordNeeded")}</h1>
        <PasswordInput
          label={t("password")}
          size="md"
          required
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={error ? words.message : undefined}
        />
        <Button type="submit" size="md" loading={isPending} disabled={password === ""}>
          {t("open")}
        </Button>
      </form>
    </main>
  )
}
