"use client"

import { useMediaQuery } from "@mantine/hooks"
import { IconX } from "@tabler/icons-react"
import { useTranslations } from "next-intl"
import { cloneElement, type ReactElement, type ReactNode, type Ref, useLayoutEffect, useRef } from "react"
import { Floating } from "./floating/floating.tsx"
import classes from "./floating/floating.module.css"
import type { Side } from "./floating/place.ts"
import { PlainButton } from "./plain-button.tsx"

interface Target {
  ref?: Ref<HTMLButtonElement>
  "aria-haspopup"?: "dialog"
  "aria-expanded"?: boolean
}

/** Whether the screen is a phone's. */
export function usePhone(): boolean {
  return useMediaQuery("(max-width: 640px)", false) ?? false
}

/** A pop-over; on a phone a sheet from below. `target` is the button that opens it; it must pass `ref` on. */
export function Sheet({
  opened,
  onChange,
  target,
  title,
  side,
  width,
  children,
}: {
  opened: boolean
  onChange: (opened: boolean) => void
  target: ReactElement
  title: string
  side: Side
  width: number
  children: ReactNode
}) {
  const phone = usePhone()
  const anchor = useRef<HTMLButtonElement>(null)
  const close = () => onChange(false)
  return (
    <>
      {cloneElement(target as ReactElement<Target>, { ref: anchor, "aria-haspopup": "dialog", "aria-expanded": opened })}
      {opened && phone && (
        <FromBelow title={title} onClose={close}>
          {children}
        </FromBelow>
      )}
      {opened && !phone && (
        <Floating anchor={anchor} side={side} kind="dialog" label={title} width={width} onClose={close}>
          {children}
        </Floating>
      )}
    </>
  )
}

function FromBelow({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const t = useTranslations("app")
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    // Closed before it goes, or the browser does not give the focus back.
    return () => element?.close()
  }, [])
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events -- a press on what lies behind; Esc is the browser's own
    <dialog
      ref={dialog}
      className={classes.sheet}
      aria-label={title}
      onCancel={onClose}
      onClick={(event) => event.target === event.currentTarget && onClose()}
    >
      <div className={classes.sheetHead}>
        <h2 className={classes.sheetTitle}>{title}</h2>
        <PlainButton look="icon" aria-label={t("close")} onClick={onClose}>
          <IconX size={18} stroke={1.5} />
        </PlainButton>
      </div>
      {children}
    </dialog>
  )
}
