"use client"

import { MantineProvider } from "@mantine/core"
import { QueryClient, QueryClientProvider } from "@tanstack/react-query"
import dynamic from "next/dynamic"
import { type ReactNode, useState, useSyncExternalStore } from "react"
import { isNoticeWanted, onNotice } from "#components/ui/notify.ts"
import { ApiError } from "#lib/http/api.ts"
import { cssVariables, theme } from "./theme.ts"

const Notifications = dynamic(() => import("@mantine/notifications").then((module) => module.Notifications), { loading: () => null })

/** Everything that the client side of any page needs, view-only pages included. */
export function Providers({ nonce, children }: { nonce?: string; children: ReactNode }) {
  const [client] = useState(() => makeClient(nonce))
  return (
    <QueryClientProvider client={client}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        defaultColorScheme="auto"
        getStyleNonce={nonce ? () => nonce : undefined}
        deduplicateInlineStyles
      >
        {children}
        <Notices />
      </MantineProvider>
    </QueryClientProvider>
  )
}

function Notices() {
  const wanted = useSyncExternalStore(onNotice, isNoticeWanted, () => false)
  return wanted && <Notifications position="bottom-right" autoClose={5000} limit={4} />
}

function makeClient(nonce: string | undefined): QueryClient {
  // The style element that locks scrolling behind a dialog is made by a library that looks for its nonce only here.
  Object.assign(globalThis, typeof window === "undefined" ? {} : { __webpack_nonce__: nonce })
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < 2 && !(error instanceof ApiError && error.status >= 400 && error.status < 500),
      },
    },
  })
}
