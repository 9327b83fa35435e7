/** JSON with cookies. */
export function answerWithCookies(value: unknown, lines: string[], status = 200): Response {
  const answer = Response.json(value, { status })
  for (const line of lines) answer.headers.append("set-cookie", line)
  return answer
}
