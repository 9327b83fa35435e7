"use client"

import { useMergedRef } from "@mantine/hooks"
import { cloneElement, type ReactElement, type ReactNode, type Ref, type RefObject, useEffect, useId, useRef, useState } from "react"
import { createPortal } from "react-dom"
import classes from "./floating/floating.module.css"
import type { Side } from "./floating/place.ts"
import { usePlaced } from "./floating/use-placed.ts"

const delayMs = 300

interface Described {
  ref?: Ref<HTMLElement>
  "aria-describedby"?: string
}

/** Words on hover and on keyboard focus of its one child, which must pass `ref` on. `touch`: on a tap, too. */
export function Tooltip({
  label,
  side = "top",
  disabled = false,
  touch = false,
  children,
}: {
  label: ReactNode
  side?: Side
  disabled?: boolean
  touch?: boolean
  children: ReactElement
}) {
  const id = useId()
  const anchor = useRef<HTMLElement>(null)
  const child = children as ReactElement<Described>
  const ref = useMergedRef(anchor, child.props.ref)
  const open = usePointed(anchor, touch) && !disabled && Boolean(label)
  return (
    <>
      {cloneElement(child, { ref, "aria-describedby": open ? id : child.props["aria-describedby"] })}
      {open && (
        <Tip id={id} anchor={anchor} side={side}>
          {label}
        </Tip>
      )}
    </>
  )
}

function Tip({ id, anchor, side, children }: { id: string; anchor: RefObject<HTMLElement | null>; side: Side; children: ReactNode }) {
  const piece = useRef<HTMLDivElement>(null)
  usePlaced(piece, anchor, side)
  return createPortal(
    <div ref={piece} id={id} popover="manual" role="tooltip" className={classes.tip}>
      {children}
    </div>,
    document.body,
  )
}

/** Whether the element is under the pointer for a moment or has the focus of a keyboard; Esc and a press end it. */
function usePointed(anchor: RefObject<HTMLElement | null>, touch: boolean): boolean {
  const [pointed, setPointed] = useState(false)
  useEffect(() => {
    const element = anchor.current
    if (!element) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const show = (afterMs: number) => {
      clearTimeout(timer)
      timer = setTimeout(() => setPointed(true), afterMs)
    }
    const hide = () => {
      clearTimeout(timer)
      setPointed(false)
    }
    const listeners: [string, (event: Event) => void][] = [
      ["pointerenter", (event) => (event as PointerEvent).pointerType !== "touch" && show(delayMs)],
      ["pointerleave", (event) => (event as PointerEvent).pointerType !== "touch" && hide()],
      ["focus", () => element.matches(":focus-visible") && show(0)],
      ["blur", hide],
      ["click", (event) => (touch && (event as PointerEvent).pointerType === "touch" ? show(0) : hide())],
      ["keydown", (event) => (event as KeyboardEvent).key === "Escape" && hide()],
    ]
    for (const [name, listener] of listeners) element.addEventListener(name, listener)
    return () => {
      clearTimeout(timer)
      for (const [name, listener] of listeners) element.removeEventListener(name, listener)
    }
  }, [anchor, touch])
  return pointed
}
