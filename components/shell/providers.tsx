"use client"

import { MantineProvider } from "@mantine/core"
import { Notifications } from "@mantine/notifications"
import { QueryClient, QueryClientProvider } from "@tanstack/react-query"
import { NuqsAdapter } from "nuqs/adapters/next/app"
import { type ReactNode, useState } from "react"
import { ApiError } from "#lib/http/api.ts"
import { cssVariables, theme } from "./theme.ts"

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
        <NuqsAdapter>{children}</NuqsAdapter>
        <Notifications position="bottom-right" autoClose={5000} limit={4} />
      </MantineProvider>
    </QueryClientProvider>
  )
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
