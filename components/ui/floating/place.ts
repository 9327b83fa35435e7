/** Where a piece stands to what it belongs to; it goes to the other side where there is more room. */
export type Side = "bottom-start" | "bottom-end" | "top" | "top-end" | "right" | "right-end"

export interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

interface Size {
  width: number
  height: number
}

const margin = 4

/** The top left corner of a piece beside `anchor`, inside the window as far as it fits; pixels of the window. */
export function place(anchor: Box, piece: Size, view: Size, side: Side, gap: number): { left: number; top: number } {
  const inside = (at: number, size: number, room: number) => Math.max(margin, Math.min(at, room - size - margin))
  const [main, align] = side.split("-") as ["bottom" | "top" | "right", "start" | "end" | undefined]
  if (main === "right") {
    const left = beside(anchor.right + gap, anchor.left - gap - piece.width, piece.width, view.width)
    const top = align === "end" ? anchor.bottom - piece.height : (anchor.top + anchor.bottom - piece.height) / 2
    return { left, top: inside(top, piece.height, view.height) }
  }
  const [below, above] = [anchor.bottom + gap, anchor.top - gap - piece.height]
  const top =
    main === "bottom"
      ? beside(below, above, piece.height, view.height)
      : above >= margin || below + piece.height > view.height - margin
        ? Math.max(margin, above)
        : below
  const middle = (anchor.left + anchor.right - piece.width) / 2
  const left = align === "start" ? anchor.left : align === "end" ? anchor.right - piece.width : middle
  return { left: inside(left, piece.width, view.width), top }
}

/** After the anchor if it fits there, else before it if it fits there, else as far after as the window has it. */
function beside(after: number, before: number, size: number, room: number): number {
  if (after + size <= room - margin) return after
  return before >= margin ? before : Math.max(margin, room - size - margin)
}
