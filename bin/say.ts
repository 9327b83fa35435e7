/** A line of progress for the person at the terminal. */
export function say(line: string): void {
  process.stdout.write(`bongsu  ${line}\n`)
}

/** Runs a command and turns a throw into one line on standard error and exit code 1; the stack shows with `BONGSU_LOG_LEVEL=debug`. */
export async function main(command: () => Promise<void>): Promise<void> {
  try {
    await command()
  } catch (error) {
    const isVerbose = ["debug", "trace"].includes(process.env.BONGSU_LOG_LEVEL ?? "")
    process.stderr.write(`bongsu  ${error instanceof Error ? (isVerbose ? error.stack : error.message) : String(error)}\n`)
    process.exitCode = 1
  }
}
