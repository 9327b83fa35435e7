"use client"

import { useMutation } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { ConfirmButton } from "#components/ui/confirm-button.tsx"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { api } from "#lib/http/api.ts"

/** Deletes the demo once it was asked, and begins anew: every page's data came from it. */
export function RemoveDemo() {
  const t = useTranslations("demo")
  const remove = useMutation({ mutationFn: () => api.delete("/api/demo"), onSuccess: () => window.location.assign("/") })
  return (
    <>
      <ConfirmButton
        size="compact-xs"
        question={t("removeQuestion")}
        confirm={t("removeNow")}
        onConfirm={() => remove.mutateAsync().catch(() => {})}
      >
        {t("remove")}
      </ConfirmButton>
      {remove.isError && <ErrorNotice error={remove.error} compact />}
    </>
  )
}
