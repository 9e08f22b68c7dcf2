/** Ends a tool with one line that says what to do, where a stack would say nothing to who runs it. */
export function fail(message: string): never {
  console.error(message)
  process.exit(1)
}

/** Whether an error comes from the system, whose sentence names the call and the path. */
export const isOfSystem = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error

/** The number behind a flag, or `fallback` without the flag. */
export function numberOf(name: string, fallback: number): number {
  const at = process.argv.indexOf(name)
  if (at < 0) return fallback
  const given = process.argv[at + 1] ?? ''
  const number = Number(given)
  if (given.trim() === '' || !Number.isFinite(number) || number < 0)
    fail(`${name} ${given}: write a number, e.g. ${name} ${fallback}`)
  return number
}
