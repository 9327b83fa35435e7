import type { DashboardInput } from "#lib/dashboard/schema.ts"
import type { DashboardContext, DashboardTemplate } from "./template.ts"

/** The template as a document, its rows under each other; rows without panels take no room. Pure. */
export function buildDashboard(template: DashboardTemplate, context: DashboardContext): DashboardInput {
  const { words } = context
  let y = 0
  const panels = template.rows.flatMap((row) => {
    const { h, panels } = row(context)
    let x = 0
    const placed = panels.map(({ w, ...panel }) => {
      const grid = { x, y, w, h }
      x += w
      return { ...panel, title: words(panel.id), grid }
    })
    y += panels.length > 0 ? h : 0
    return placed
  })
  return {
    ...template.document,
    title: words("title"),
    description: words("description"),
    variables: template.variables?.(context),
    panels,
  }
}
