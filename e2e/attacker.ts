import assert from "node:assert/strict"
import { owner, type World } from "./world.ts"

export type Role = "viewer" | "editor" | "admin" | "owner"

export interface Answer {
  status: number
  headers: Headers
  /** Names and values of all headers, then the body. */
  bytes: string
  body: string
}

export interface Asking {
  method?: string
  headers?: Record<string, string>
  /** Sent as JSON; a string goes as it is. */
  body?: unknown
}

/** One request as an attacker sends it: nothing is followed, nothing throws. */
export async function ask(world: World, path: string, { method, headers = {}, body }: Asking = {}): Promise<Answer> {
  const response = await fetch(world.url + path, {
    method: method ?? (body === undefined ? "GET" : "POST"),
    redirect: "manual",
    headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
    body: body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body),
  })
  const text = await response.text()
  const lines = [...response.headers].map(([name, value]) => `${name}: ${value}`)
  return { status: response.status, headers: response.headers, body: text, bytes: `${lines.join("\n")}\n\n${text}` }
}

/** The body without what differs from request to request. */
export const sameBody = ({ body }: Answer) => body.replace(/"requestId":"[^"]*"/, '"requestId":""')

export const asToken = (token: string) => ({ authorization: `Bearer ${token}` })
export const asLink = (token: string) => ({ "x-bongsu-share": token })
export const asSession = (cookie: string) => ({ cookie })

/** The cookies of an answer as a browser sends them back. */
export function cookiesOf({ headers }: Answer): string {
  return headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ")
}

export const password = owner.password

/** A person with a role, not signed in. */
export async function makePerson(world: World, role: Role, name: string): Promise<{ id: string; email: string }> {
  const email = `${name}@example.test`
  const { id } = await world.api<{ id: string }>("POST", "/api/users", { name, email, role, password })
  return { id, email }
}

/** Signs in with the right password: the cookies. */
export async function signedIn(world: World, email: string, headers: Record<string, string> = {}): Promise<string> {
  const answer = await ask(world, "/api/auth/sign-in/email", { body: { email, password }, headers })
  assert.equal(answer.status, 200, answer.body)
  return cookiesOf(answer)
}

/** Asserts that none of the `canaries` is in an answer, and names the one that is. */
export function assertSilent(what: string, bytes: string, canaries: readonly string[]): void {
  for (const canary of canaries) {
    const at = bytes.indexOf(canary)
    assert.equal(at, -1, `${what} gives "${canary}" away: …${bytes.slice(Math.max(0, at - 200), at + 100)}…`)
  }
}
