const deepest = 32
const mostValues = 20_000

/**
 * What is wrong with the shape of a parsed body, or null: nested too deep, too many values, or a key that could reach a
 * prototype in code that copies objects. Iterative, so that depth cannot exhaust the stack.
 */
export function faultOfShape(body: unknown): string | null {
  const waiting: { value: object; depth: number }[] = []
  let values = 0
  const visit = (value: unknown, depth: number) => {
    values++
    if (typeof value === 'object' && value !== null) waiting.push({ value, depth })
  }
  visit(body, 1)
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.depth > deepest) return `The body is nested more than ${deepest} deep`
    if (Object.hasOwn(next.value, '__proto__')) return 'The body may not hold the key "__proto__"'
    for (const value of Object.values(next.value)) visit(value, next.depth + 1)
    if (values > mostValues) return `The body holds more than ${mostValues} values`
  }
  return null
}
