import { AppError } from "#lib/http/errors.ts"
import { route } from "#lib/http/route.ts"

const nothingHere = route({ summary: "No such call", public: true, hidden: true }, () => {
  throw new AppError("not_found", "noSuchCall", {}, { safeForViewer: true })
})

export { nothingHere as DELETE, nothingHere as GET, nothingHere as PATCH, nothingHere as POST, nothingHere as PUT }
