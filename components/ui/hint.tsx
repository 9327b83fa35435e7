"use client"

import type { ReactNode } from "react"
import classes from "./hint.module.css"
import { Tooltip } from "./tooltip.tsx"

/** Words that explain themselves on hover, focus and tap. Without `label` they are plain words. */
export function Hint({ label, className, children }: { label: ReactNode; className?: string; children: ReactNode }) {
  const classNames = [classes.hint, className].filter(Boolean).join(" ")
  if (!label) return <span className={className}>{children}</span>
  return (
    <Tooltip label={label} touch>
      <button type="button" className={classNames}>
        {children}
      </button>
    </Tooltip>
  )
}
