"use client"

import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useEffectEvent, useRef } from "react"
import { createPortal } from "react-dom"
import classes from "./floating.module.css"
import type { Side } from "./place.ts"
import { usePlaced } from "./use-placed.ts"

/**
 * A piece of the page above the others, beside `anchor`: it takes the focus, keeps it, and gives it back to the anchor. Esc and a press
 * outside close it. Render it only while it is open.
 */
export function Floating({
  anchor,
  side,
  kind,
  label,
  width,
  focus,
  onClose,
  onKeyDown,
  children,
}: {
  anchor: RefObject<HTMLElement | null>
  side: Side
  kind: "dialog" | "menu"
  label: string
  width?: number
  /** What gets the focus first; without one the piece itself. */
  focus?: string
  onClose: () => void
  onKeyDown?: (event: KeyboardEvent<HTMLDivElement>) => void
  children: ReactNode
}) {
  const piece = useRef<HTMLDivElement>(null)
  usePlaced(piece, anchor, side)
  useFocus(piece, anchor, focus)
  usePressOutside(piece, anchor, onClose)
  const press = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.defaultPrevented) return
    if (event.key === "Escape") {
      // The page's own Esc waits until nothing is open.
      event.stopPropagation()
      onClose()
    } else if (event.key === "Tab") keepInside(event, onClose)
    else onKeyDown?.(event)
  }
  return createPortal(
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- its parts are what is pressed; their keys end up here
    <div
      ref={piece}
      popover="manual"
      className={classes.piece}
      role={kind}
      aria-label={label}
      tabIndex={-1}
      style={{ width }}
      onKeyDown={press}
    >
      {children}
    </div>,
    document.body,
  )
}

function useFocus(piece: RefObject<HTMLElement | null>, anchor: RefObject<HTMLElement | null>, selector: string | undefined) {
  useEffect(() => {
    const [element, from] = [piece.current, anchor.current]
    const first = selector ? element?.querySelector<HTMLElement>(selector) : undefined
    // What it holds may have taken the focus already.
    if (!element?.contains(document.activeElement)) (first ?? element)?.focus({ preventScroll: true })
    return () => {
      const held = document.activeElement
      if (held === document.body || element?.contains(held)) from?.focus({ preventScroll: true })
    }
  }, [piece, anchor, selector])
}

function usePressOutside(piece: RefObject<HTMLElement | null>, anchor: RefObject<HTMLElement | null>, onClose: () => void) {
  const close = useEffectEvent(onClose)
  useEffect(() => {
    const press = ({ target }: PointerEvent) => {
      const inside = [piece, anchor].some((one) => target instanceof Node && one.current?.contains(target))
      if (!inside) close()
    }
    document.addEventListener("pointerdown", press, true)
    return () => document.removeEventListener("pointerdown", press, true)
  }, [piece, anchor])
}

/** Tab goes from stop to stop and round; out of a piece that has none, it leaves. */
function keepInside(event: KeyboardEvent<HTMLElement>, onClose: () => void) {
  event.preventDefault()
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea, [tabindex]")].filter(
    isStop,
  )
  if (stops.length === 0) return onClose()
  const at = stops.findIndex((stop) => stop === document.activeElement)
  const next = event.shiftKey ? stops.at(at < 0 ? -1 : at - 1) : stops[(at + 1) % stops.length]
  next?.focus()
}

function isStop(element: HTMLElement): boolean {
  if (element.tabIndex < 0 || element.matches(":disabled, [role=listbox] *") || !element.checkVisibility()) return false
  return !(element instanceof HTMLInputElement && element.type === "radio" && !element.checked)
}
