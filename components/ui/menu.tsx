"use client"

import {
  cloneElement,
  createContext,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  type Ref,
  useContext,
  useRef,
  useState,
} from "react"
import Link from "next/link"
import { Floating } from "./floating/floating.tsx"
import classes from "./floating/floating.module.css"
import type { Side } from "./floating/place.ts"

interface Target {
  ref?: Ref<HTMLButtonElement>
  onClick?: (event: { detail: number }) => void
  onKeyDown?: (event: KeyboardEvent) => void
  "aria-haspopup"?: "menu"
  "aria-expanded"?: boolean
}

const Close = createContext<() => void>(() => {})

/** A menu at its button (`target`, which must pass `ref` on); `children` are mounted while it is open. */
export function Menu({
  target,
  label,
  side = "bottom-end",
  width,
  children,
}: {
  target: ReactElement
  label: string
  side?: Side
  width?: number
  children: ReactNode
}) {
  const anchor = useRef<HTMLButtonElement>(null)
  const [opened, setOpened] = useState<"pointer" | "key">()
  const close = () => setOpened(undefined)
  const button = target as ReactElement<Target>
  const openByKey = (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return
    event.preventDefault()
    setOpened("key")
  }
  return (
    <>
      {cloneElement(button, {
        ref: anchor,
        // A click without a pointer is one of Enter or Space.
        onClick: ({ detail }) => setOpened(opened ? undefined : detail === 0 ? "key" : "pointer"),
        onKeyDown: openByKey,
        "aria-haspopup": "menu",
        "aria-expanded": opened !== undefined,
      })}
      {opened && (
        <Floating
          anchor={anchor}
          side={side}
          kind="menu"
          label={label}
          width={width}
          focus={opened === "key" ? "[role=menuitem]" : undefined}
          onClose={close}
          onKeyDown={walk}
        >
          <Close value={close}>{children}</Close>
        </Floating>
      )}
    </>
  )
}

export function MenuItem({
  icon,
  right,
  danger = false,
  href,
  onClick,
  children,
}: {
  icon?: ReactNode
  right?: ReactNode
  /** It takes something away. */
  danger?: boolean
  /** A link instead of a button. */
  href?: string
  onClick?: () => void
  children: ReactNode
}) {
  const close = useContext(Close)
  const choose = () => {
    close()
    onClick?.()
  }
  const shared = { role: "menuitem", tabIndex: -1, className: classes.item, "data-danger": danger || undefined, onClick: choose }
  const content = (
    <>
      {icon}
      <span className={classes.words}>{children}</span>
      {right && <span className={classes.right}>{right}</span>}
    </>
  )
  if (href !== undefined)
    return (
      <Link href={href} prefetch={false} {...shared}>
        {content}
      </Link>
    )
  return (
    <button type="button" {...shared}>
      {content}
    </button>
  )
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <div className={classes.label}>{children}</div>
}

export function MenuDivider() {
  return <hr className={classes.divider} />
}

/** Arrows, Home, End and first letters go from item to item; other controls in the menu keep their keys. */
function walk(event: KeyboardEvent<HTMLDivElement>) {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=menuitem]")]
  const here = event.target instanceof HTMLElement ? event.target : undefined
  const at = here ? items.indexOf(here) : -1
  if (at < 0 && here !== event.currentTarget) return
  const next = nextItem(items, at, event)
  if (!next) return
  event.preventDefault()
  next.focus()
}

function nextItem(items: HTMLElement[], at: number, { key, ctrlKey, metaKey, altKey }: KeyboardEvent): HTMLElement | undefined {
  switch (key) {
    case "ArrowDown":
      return items[(at + 1) % items.length]
    case "ArrowUp":
      return items.at(at <= 0 ? -1 : at - 1)
    case "Home":
      return items[0]
    case "End":
      return items.at(-1)
  }
  if (key.length !== 1 || key === " " || ctrlKey || metaKey || altKey) return undefined
  const after = [...items.slice(at + 1), ...items.slice(0, at + 1)]
  return after.find((item) => item.textContent.trim().toLowerCase().startsWith(key.toLowerCase()))
}
