/**
 * An object made at its first use and then kept for the process, whatever number of bundles import it. Importing a store must
 * not need a database: a build has none, and a test names its own after its imports ran.
 */
export function lazy<T extends object>(name: string, make: () => T): T {
  const kept = globalThis as { [key: symbol]: T | undefined }
  const key = Symbol.for(`bongsu.${name}`)
  const target = () => (kept[key] ??= make())
  return new Proxy({} as T, {
    get(_, property) {
      const value: unknown = Reflect.get(target(), property)
      return typeof value === "function" ? value.bind(target()) : value
    },
    has: (_, property) => Reflect.has(target(), property),
  })
}

/** Drops a kept object, so that the next use makes a new one. Returns the old one, to be closed by the caller. */
export function forget(name: string): object | undefined {
  const kept = globalThis as { [key: symbol]: object | undefined }
  const key = Symbol.for(`bongsu.${name}`)
  const old = kept[key]
  delete kept[key]
  return old
}
