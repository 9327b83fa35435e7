import { AsyncLocalStorage } from "node:async_hooks"

const current = new AsyncLocalStorage<string>()

/** Runs `work` as part of a request, so that what it writes can name it. */
export function duringRequest<T>(requestId: string, work: () => T): T {
  return current.run(requestId, work)
}

/** The id of the request that is being answered; undefined in the worker. */
export function currentRequestId(): string | undefined {
  return current.getStore()
}
