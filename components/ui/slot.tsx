import type { ReactNode } from "react"

/** What stands for `<name></name>` in a sentence of the catalogue, so that the language decides where it goes. */
export function slot(node: ReactNode): () => ReactNode {
  return () => node
}

/** `<b>…</b>` in a sentence of the catalogue. */
export function strong(chunks: ReactNode): ReactNode {
  return <strong>{chunks}</strong>
}
