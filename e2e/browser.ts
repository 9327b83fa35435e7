import { type Browser, type BrowserContext, chromium, type Page } from "playwright"
import { tool } from "#bin/tools.ts"
import { owner, type World } from "./world.ts"

// Chromium's own errands (updates, sync, look-ups) would leave the machine.
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
]

export interface Visit {
  context: BrowserContext
  page: Page
  /** Console errors, uncaught exceptions and CSP reports so far; a journey ends by asserting that there are none. */
  complaints: string[]
}

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: tool("chromium"), args: flags })
}

/** A clean profile. `expected` are patterns of console errors that the journey provokes itself (a 404 of a dead link). */
export async function visit(
  browser: Browser,
  options: { width?: number; height?: number; locale?: string; colorScheme?: "dark" | "light"; expected?: RegExp[] } = {},
): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
    locale: options.locale ?? "en-US",
    colorScheme: options.colorScheme ?? "dark",
    timezoneId: "Asia/Seoul",
  })
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  const complaints: string[] = []
  const note = (text: string) => void (options.expected?.some((pattern) => pattern.test(text)) || complaints.push(text))
  page.on("console", (message) => message.type() === "error" && note(`${message.text()} ${message.location().url}`))
  page.on("pageerror", (error) => note(String(error)))
  return { context, page, complaints }
}

/** First run as a newcomer does it: the one-time link, a name, a password; ends signed in. */
export async function setUp(page: Page, setupLink: string): Promise<void> {
  await page.goto(setupLink)
  await page.getByLabel("Name").fill(owner.name)
  await page.getByLabel("Email").fill(owner.email)
  await page.getByLabel("Password", { exact: false }).first().fill(owner.password)
  await page.getByRole("button", { name: "Make the account" }).click()
  await page.waitForURL((url) => !url.pathname.startsWith("/setup"))
}

/** A person with a role, made by the owner's token, signed in through the form. */
export async function signIn(world: World, page: Page, role: "viewer" | "editor" | "admin" | "owner" = "admin"): Promise<void> {
  const email = `${role}-${Math.random().toString(36).slice(2)}@example.test`
  await world.api("POST", "/api/users", { name: `A ${role}`, email, role, password: owner.password })
  await page.goto(`${world.url}/login`)
  await page.getByLabel(/email|이메일/i).fill(email)
  await page
    .getByLabel(/password|비밀번호/i)
    .first()
    .fill(owner.password)
  await page.getByRole("button", { name: /sign in|로그인/i }).click()
  await page.waitForURL((url) => !url.pathname.startsWith("/login"))
}
