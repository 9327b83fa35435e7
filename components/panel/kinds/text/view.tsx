"use client"

import { ScrollArea } from "@mantine/core"
import { useTranslations } from "next-intl"
import type { PanelViewProps } from "#components/panel/kind.ts"
import { Markdown } from "#components/ui/markdown.tsx"

export function TextView({ prepared, height }: PanelViewProps<string>) {
  const t = useTranslations("panel")
  return (
    <ScrollArea h={height} type="auto">
      {prepared.trim() === "" ? <p style={{ color: "var(--bongsu-dim)" }}>{t("text.empty")}</p> : <Markdown text={prepared} />}
    </ScrollArea>
  )
}
