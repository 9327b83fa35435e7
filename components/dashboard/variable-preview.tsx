"use client"

import { Button } from "@mantine/core"
import { useMutation } from "@tanstack/react-query"
import { useTranslations } from "next-intl"
import { ErrorNotice } from "#components/ui/error-notice.tsx"
import { api } from "#lib/http/api.ts"
import type { Variable } from "#lib/dashboard/schema.ts"
import classes from "./panel-editor.module.css"

interface Answer {
  variables: { options: { value: string; text: string }[]; error?: { message: string; requestId: string } }[]
}

const shown = 20

/** The values that a variable has as it stands in the editor, asked when wanted. */
export function VariablePreview({ dashboardId, variable }: { dashboardId: string; variable: Variable }) {
  const t = useTranslations("dashboard")
  const { data, error, isPending, mutate } = useMutation({
    mutationFn: () =>
      api.post<Answer>(`/api/dashboards/${encodeURIComponent(dashboardId)}/variables`, {
        range: { from: "now-1h", to: "now" },
        names: [variable.name],
        draft: [variable],
      }),
  })
  const answer = data?.variables[0]
  const options = answer?.options ?? []
  const failure = error ?? answer?.error
  return (
    <div>
      <Button size="compact-xs" variant="default" loading={isPending} onClick={() => mutate()}>
        {t("showValues")}
      </Button>
      {failure && <ErrorNotice error={failure} compact />}
      {answer && !answer.error && (
        <p className={classes.hint}>
          {options.length === 0
            ? t("noValues")
            : options
                .slice(0, shown)
                .map((option) => option.text)
                .join(" · ")}
          {options.length > shown && ` ${t("moreValues", { count: options.length - shown })}`}
        </p>
      )}
    </div>
  )
}
