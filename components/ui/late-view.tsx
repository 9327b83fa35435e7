"use client"

import { type ComponentType, useEffect, useState } from "react"

/**
 * A view whose code is fetched once, when it is first drawn or `preload` is called; `Waiting` stands there meanwhile. Not React's `lazy`:
 * after a fallback that holds back for 300 ms what is there, even what came in the next millisecond. A chunk that can't be had is told
 * where the view would be.
 */
export function lateView<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Waiting: ComponentType,
): { View: ComponentType<Props>; preload: () => void } {
  let ready: ComponentType<Props> | undefined
  let coming: Promise<ComponentType<Props>> | undefined
  const come = async (): Promise<ComponentType<Props>> => {
    try {
      ready = await (coming ??= load())
      return ready
    } catch (error) {
      // The next who needs it tries again.
      coming = undefined
      throw error
    }
  }

  function LateView(props: Props) {
    const [{ View, error }, setCame] = useState<{ View?: ComponentType<Props>; error?: unknown }>({ View: ready })
    useEffect(() => {
      if (View) return
      let gone = false
      come().then(
        (View) => gone || setCame({ View }),
        (error: unknown) => gone || setCame({ error }),
      )
      return () => {
        gone = true
      }
    }, [View])
    if (error !== undefined) throw error
    return View ? <View {...props} /> : <Waiting />
  }

  return { View: LateView, preload: () => void come().catch(() => {}) }
}
