"use client"

import { IconAlertCircle } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import { ApiError } from "#lib/http/api.ts"
import { CopyButton } from "./copy-button.tsx"
import { PlainButton } from "./plain-button.tsx"
import classes from "./notice.module.css"

/** What failed — why — what to do, as the server said it, with the request id to copy. `onRetry` adds the button. */
export function ErrorNotice({ error, onRetry, compact = false }: { error: unknown; onRetry?: () => void; compact?: boolean }) {
  const t = useTranslations("app")
  const { message, requestId } = useErrorWords(error)
  return (
    <div className={classes.error} data-compact={compact || undefined} role="alert">
      <IconAlertCircle size={compact ? 16 : 18} stroke={1.5} aria-hidden className={classes.errorIcon} />
      <div className={classes.errorBody}>
        <p>{message}</p>
        {requestId && (
          <p className={classes.requestId}>
            {t("requestId")} <code>{requestId}</code> <CopyButton value={requestId} label={t("copyRequestId")} />
          </p>
        )}
        {onRetry && (
          <PlainButton small onClick={onRetry}>
            {t("tryAgain")}
          </PlainButton>
        )}
      </div>
    </div>
  )
}

/** The sentence and the request id of anything thrown: an ApiError, an ErrorBody, or something unexpected. */
export function useErrorWords(error: unknown): { message: string; requestId: string } {
  const t = useTranslations("app")
  if (error instanceof ApiError && error.code === "network") return { message: t("unreachable"), requestId: "" }
  const body = error as { message?: string; requestId?: string } | undefined
  const known = error instanceof ApiError || body?.requestId !== undefined
  return { message: (known && body?.message) || t("unexpected"), requestId: body?.requestId ?? "" }
}
