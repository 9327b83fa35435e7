/** The address if it is one that may be opened from data: http or https, nothing else. */
export function safeLink(text: string): string | undefined {
  if (text.length > 4000 || !/^https?:\/\//i.test(text)) return undefined
  try {
    const url = new URL(text)
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : undefined
  } catch {
    return undefined
  }
}
