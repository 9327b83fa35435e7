"use client"

import { Drawer, Popover, type PopoverProps } from "@mantine/core"
import { useMediaQuery } from "@mantine/hooks"
import type { ReactElement, ReactNode } from "react"

// As high as what it holds, the page still seen above it.
const sheet = { inner: { alignItems: "flex-end" }, content: { height: "auto", maxHeight: "85dvh" } } as const

/** Whether the screen is a phone's. */
export function usePhone(): boolean {
  return useMediaQuery("(max-width: 640px)", false) ?? false
}

/** A pop-over; on a phone a sheet from below. `target` is the element that opens it. */
export function Sheet({
  opened,
  onChange,
  target,
  title,
  children,
  ...popover
}: { opened: boolean; onChange: (opened: boolean) => void; target: ReactElement; title: string; children: ReactNode } & Pick<
  PopoverProps,
  "width" | "position"
>) {
  const phone = usePhone()
  if (phone)
    return (
      <>
        {target}
        <Drawer opened={opened} onClose={() => onChange(false)} position="bottom" size="auto" title={title} styles={sheet}>
          {children}
        </Drawer>
      </>
    )
  return (
    <Popover opened={opened} onChange={onChange} trapFocus {...popover}>
      <Popover.Target>{target}</Popover.Target>
      <Popover.Dropdown>{children}</Popover.Dropdown>
    </Popover>
  )
}
