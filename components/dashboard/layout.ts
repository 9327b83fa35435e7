import type { DashboardDocument, Panel } from "#lib/dashboard/schema.ts"

/** The grid's measures, pixels. */
export const CELL = 30
export const GAP = 8
export const COLUMNS = 24

export type Place = Panel["grid"]

/** Top to bottom, then left to right: how a phone, a screen reader and the Tab key go through a dashboard. */
export function readingOrder<T extends { grid: Place }>(panels: T[]): T[] {
  return panels.toSorted((a, b) => a.grid.y - b.grid.y || a.grid.x - b.grid.x)
}

/** Pixels of so many cells and the gaps between them. */
export function cellsHeight(cells: number): number {
  return cells * (CELL + GAP) - GAP
}

/** The first row below all panels. */
export function bottom(panels: { grid: Place }[]): number {
  return panels.reduce((most, { grid }) => Math.max(most, grid.y + grid.h), 0)
}

/** The first free place of this size, reading from the top. */
export function freePlace(panels: { grid: Place }[], size: { w: number; h: number }): Place {
  const w = Math.min(size.w, COLUMNS)
  const end = bottom(panels)
  for (let y = 0; y < end; y++) {
    for (let x = 0; x + w <= COLUMNS; x++) {
      const place = { x, y, w, h: size.h }
      if (!panels.some((panel) => overlap(panel.grid, place))) return place
    }
  }
  return { x: 0, y: end, w, h: size.h }
}

/** Every panel pushed up as far as it goes; panels that would overlap go below each other. */
export function compact(panels: Panel[]): Panel[] {
  const placed: Panel[] = []
  for (const panel of readingOrder(panels)) {
    const x = Math.min(panel.grid.x, COLUMNS - Math.min(panel.grid.w, COLUMNS))
    const hit = (y: number) => placed.find((other) => overlap(other.grid, { ...panel.grid, x, y }))
    let y = Math.min(panel.grid.y, bottom(placed))
    for (let under = hit(y); under; under = hit(y)) y = under.grid.y + under.grid.h
    while (y > 0 && !hit(y - 1)) y--
    placed.push({ ...panel, grid: { ...panel.grid, x, y } })
  }
  const byId = new Map(placed.map((panel) => [panel.id, panel]))
  return panels.map((panel) => byId.get(panel.id) ?? panel)
}

export function overlap(a: Place, b: Place): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h
}

// ── changes of the document; each gives a new one

export function addPanel(document: DashboardDocument, panel: Panel): DashboardDocument {
  return { ...document, panels: [...document.panels, panel] }
}

export function updatePanel(document: DashboardDocument, id: string, change: Partial<Panel>): DashboardDocument {
  return { ...document, panels: document.panels.map((panel) => (panel.id === id ? { ...panel, ...change } : panel)) }
}

export function removePanel(document: DashboardDocument, id: string): DashboardDocument {
  return { ...document, panels: compact(document.panels.filter((panel) => panel.id !== id)) }
}

/** A copy with a name of its own beside the original, or in the first free place below it. */
export function duplicatePanel(document: DashboardDocument, id: string, newId: string): DashboardDocument {
  const panel = document.panels.find((one) => one.id === id)
  if (!panel) return document
  const grid = freePlace(document.panels, panel.grid)
  return addPanel(document, { ...structuredClone(panel), id: newId, grid })
}

/** Places by panel id; panels without one stay. The same document when nothing moved. */
export function movePanels(document: DashboardDocument, places: Map<string, Place>): DashboardDocument {
  let moved = false
  const panels = document.panels.map((panel) => {
    const to = places.get(panel.id)
    if (!to || samePlace(to, panel.grid)) return panel
    moved = true
    return { ...panel, grid: to }
  })
  return moved ? { ...document, panels } : document
}

function samePlace(a: Place, b: Place): boolean {
  return a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h
}
