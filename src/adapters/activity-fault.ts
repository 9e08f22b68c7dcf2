import type { z } from 'zod'

/** What is wrong with an activity, in the words that both protocols have for it. */
export type ActivityFault = { code: 'BadArgument' | 'MissingProperty'; message: string }

/** The first fault that a schema found in a posted activity, by the name of the property that a caller has to mend. */
export function toActivityFault({ issues: [issue] }: z.ZodError): ActivityFault {
  const path = issue?.path.join('.')
  if (path === 'type')
    return { code: 'MissingProperty', message: 'Send a Bot Framework activity with a known "type"' }
  if (!issue || !path)
    return { code: 'BadArgument', message: 'Send a Bot Framework activity: one JSON object' }
  if (issue.code === 'custom') return { code: 'MissingProperty', message: `"${path}" ${issue.message}` }
  if (issue.code === 'too_big') return { code: 'BadArgument', message: `"${path}" is too long` }
  const expected = issue.code === 'invalid_type' ? issue.expected : null
  return {
    code: 'BadArgument',
    message: expected
      ? `"${path}" must be of the type ${expected}`
      : `"${path}" is not what an activity has there`,
  }
}
