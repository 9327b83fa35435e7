"use client"

import { Button, TextInput } from "@mantine/core"
import { useMutation } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useState } from "react"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { passwordFault } from "#lib/access/password.ts"
import { api } from "#lib/http/api.ts"
import classes from "./access.module.css"
import { NewPassword } from "./new-password.tsx"

/** Makes the first account, which owns this Bongsu. Without a token there is only the way to one. */
export function Setup({ token }: { token: string }) {
  const t = useTranslations("access")
  if (token) return <SetupForm token={token} />
  return (
    <>
      <h1 className={classes.title}>{t("setupTitle")}</h1>
      <p className={classes.text}>{t("setupNoToken")}</p>
    </>
  )
}

function SetupForm({ token }: { token: string }) {
  const t = useTranslations("access")
  const [name, setName] = useState("")
  const [email, setEmail] = useState("")
  const [password, setPassword] = useState("")
  const setUp = useMutation({
    mutationFn: () => api.post("/api/setup", { token, name, email, password }),
    onSuccess: () => window.location.assign("/"),
  })
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        setUp.mutate()
      }}
    >
      <div>
        <h1 className={classes.title}>{t("setupTitle")}</h1>
        <p className={classes.text}>{t("setupText")}</p>
      </div>
      <TextInput
        label={t("name")}
        name="name"
        autoComplete="name"
        required
        withAsterisk={false}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={t("email")}
        type="email"
        name="email"
        autoComplete="username"
        required
        withAsterisk={false}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <NewPassword label={t("password")} value={password} onChange={setPassword} personal={[name, email]} />
      {setUp.isError && <ErrorNotice error={setUp.error} compact />}
      <Button
        type="submit"
        size="sm"
        fullWidth
        loading={setUp.isPending || setUp.isSuccess}
        disabled={passwordFault(password, [name, email]) !== undefined}
      >
        {t("setupDo")}
      </Button>
    </form>
  )
}
