"use client"

import { Button, TextInput } from "@mantine/core"
import { useMutation } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { useRouter } from "next/navigation"
import { useState } from "react"
import { LanguageChoice, ThemeChoice } from "#components/shell/account-menu.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { PageHeader } from "#components/ui/page-header.tsx"
import { api } from "#lib/http/api.ts"
import classes from "./access.module.css"
import { PasswordSection } from "./password-section.tsx"
import { SessionsSection } from "./sessions-section.tsx"

/** One's own account. */
export function AccountSettings({ name, email }: { name: string; email: string }) {
  const t = useTranslations("access")
  return (
    <>
      <PageHeader title={t("account")} description={email} />
      <NameSection name={name} />
      <PasswordSection personal={[name, email]} />
      <section className={classes.section} aria-labelledby="display">
        <h3 id="display" className={classes.sectionTitle}>
          {t("display")}
        </h3>
        <div className={classes.form}>
          <LanguageChoice />
          <ThemeChoice />
        </div>
      </section>
      <SessionsSection />
    </>
  )
}

function NameSection({ name: saved }: { name: string }) {
  const t = useTranslations("access")
  const router = useRouter()
  const [name, setName] = useState(saved)
  const save = useMutation({ mutationFn: () => api.patch("/api/account", { name }), onSuccess: () => router.refresh() })
  return (
    <section className={classes.section} aria-labelledby="name">
      <h3 id="name" className={classes.sectionTitle}>
        {t("name")}
      </h3>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <TextInput
          aria-label={t("name")}
          required
          maxLength={100}
          autoComplete="name"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {save.isError && <ErrorNotice error={save.error} compact />}
        <div>
          <Button type="submit" loading={save.isPending} disabled={name.trim() === "" || name === saved}>
            {t("save")}
          </Button>
        </div>
      </form>
    </section>
  )
}
