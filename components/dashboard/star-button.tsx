"use client"

import { IconStar, IconStarFilled } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import { PlainButton } from "#components/ui/plain-button.tsx"
import { Tooltip } from "#components/ui/tooltip.tsx"
import { useStar } from "./stars.ts"

/** Puts a dashboard on the reader's home page, or takes it away. */
export function StarButton({ dashboard }: { dashboard: { id: string; title: string } }) {
  const t = useTranslations("dashboard")
  const [starred, setStarred] = useStar(dashboard)
  const label = t(starred ? "unstar" : "star")
  return (
    <Tooltip label={label}>
      <PlainButton look="icon" small onClick={() => setStarred(!starred)} aria-label={label} aria-pressed={starred}>
        {starred ? <IconStarFilled size={14} /> : <IconStar size={14} stroke={1.5} />}
      </PlainButton>
    </Tooltip>
  )
}
