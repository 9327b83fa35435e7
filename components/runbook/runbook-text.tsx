"use client"

import { Anchor } from "@mantine/core"
import { IconExternalLink } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import { Markdown } from "#components/ui/markdown.tsx"
import type { Runbook } from "#lib/runbook/schema.ts"
import classes from "./runbook.module.css"

/** The text itself, and the link when it lives elsewhere. */
export function RunbookText({ runbook }: { runbook: Pick<Runbook, "title" | "url" | "markdown"> }) {
  const t = useTranslations("runbook")
  return (
    <>
      {runbook.url && /^https?:\/\//i.test(runbook.url) && (
        <p>
          <Anchor href={runbook.url} target="_blank" rel="noopener noreferrer" className={classes.elsewhere}>
            <IconExternalLink size={16} stroke={1.5} aria-hidden /> {runbook.url}
          </Anchor>
        </p>
      )}
      {runbook.markdown ? <Markdown text={runbook.markdown} /> : !runbook.url && <p className={classes.dim}>{t("noText")}</p>}
    </>
  )
}
