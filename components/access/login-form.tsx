"use client"

import { Button, PasswordInput, TextInput } from "@mantine/core"
import { useMutation } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { api } from "#lib/http/api.ts"
import classes from "./access.module.css"

/** `redirectTo` is a path of our own: the page has checked it. */
export function LoginForm({ redirectTo }: { redirectTo: string }) {
  const t = useTranslations("access")
  const [email, setEmail] = useState("")
  const [password, setPassword] = useState("")
  const signIn = useMutation({
    mutationFn: () => api.post("/api/auth/sign-in/email", { email, password }),
    // A whole new page: everything that was rendered for nobody is stale.
    onSuccess: () => window.location.assign(redirectTo),
  })
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        signIn.mutate()
      }}
    >
      <h1 className={classes.title}>{t("signIn")}</h1>
      <TextInput
        label={t("email")}
        type="email"
        name="email"
        autoComplete="username"
        size="sm"
        required
        withAsterisk={false}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordInput
        label={t("password")}
        name="password"
        autoComplete="current-password"
        size="sm"
        required
        withAsterisk={false}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {signIn.isError && <ErrorNotice error={signIn.error} compact />}
      <Button type="submit" size="sm" fullWidth loading={signIn.isPending || signIn.isSuccess}>
        {t("signIn")}
      </Button>
    </form>
  )
}
