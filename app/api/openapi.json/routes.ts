import type { Route } from "#lib/http/route.ts"

/** Every route of the API by its folder; a test holds the list against the folders. */
export const routeModules: Record<string, () => Promise<Record<string, Route>>> = {
  account: () => import("../account/route.ts"),
  "api-tokens": () => import("../api-tokens/route.ts"),
  "api-tokens/[id]": () => import("../api-tokens/[id]/route.ts"),
  audit: () => import("../audit/route.ts"),
  "auth/change-password": () => import("../auth/change-password/route.ts"),
  "auth/get-session": () => import("../auth/get-session/route.ts"),
  "auth/sessions": () => import("../auth/sessions/route.ts"),
  "auth/sessions/[id]": () => import("../auth/sessions/[id]/route.ts"),
  "auth/sign-in/email": () => import("../auth/sign-in/email/route.ts"),
  "auth/sign-out": () => import("../auth/sign-out/route.ts"),
  health: () => import("../health/route.ts"),
  livez: () => import("../livez/route.ts"),
  readyz: () => import("../readyz/route.ts"),
  setup: () => import("../setup/route.ts"),
  "share-links": () => import("../share-links/route.ts"),
  "share-links/[id]": () => import("../share-links/[id]/route.ts"),
  "share/[token]": () => import("../share/[token]/route.ts"),
  "share/[token]/password": () => import("../share/[token]/password/route.ts"),
  users: () => import("../users/route.ts"),
  "users/[id]": () => import("../users/[id]/route.ts"),
}
