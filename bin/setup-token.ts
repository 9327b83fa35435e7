import { fork } from "node:child_process"
import { say } from "./say.ts"

/** Makes the bootstrap token and, while nobody has an account, the token of the one-time link; undefined when there is an owner. */
export function setupToken(settings: Record<string, string> = {}): Promise<string | undefined> {
  const child = fork("bin/setup-link.ts", [], {
    execArgv: ["--conditions=react-server", "--disable-warning=ExperimentalWarning"],
    env: { ...process.env, ...settings, NODE_ENV: "production" },
  })
  return new Promise((resolve, reject) => {
    let token: string | undefined
    child.on("message", (message) => (token = (message as { token: string | null }).token ?? undefined))
    child.once("error", reject)
    child.once("exit", (code) => (code === 0 ? resolve(token) : reject(new Error("The setup link could not be made, see above"))))
  })
}

export function saySetupLink(publicUrl: string, token: string | undefined): void {
  if (token) say(`make the first account here (the link works once): ${publicUrl}/setup?token=${encodeURIComponent(token)}`)
}
