/** The messages of `settings.*` without that prefix, as the settings' form names its fields. */
export function settingsErrors(fields: Record<string, string>): Record<string, string> {
  const prefix = "settings."
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([path]) => path.startsWith(prefix))
      .map(([path, message]) => [path.slice(prefix.length), message]),
  )
}
