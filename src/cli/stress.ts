// npm run stress: each example of the rule table under forty disturbances; fails under 99.9 % found or over 0.5 % false alarms.
import { loadAssistant } from '../adapters/files/load-assistant.ts'
import { disturb } from './disturb.ts'

const leastFound = 0.999
const mostFalse = 0.005
const { screen, rules } = loadAssistant()
const run = (texts: readonly string[]) => {
  const all = texts.flatMap(disturb)
  return {
    all: all.length,
    hits: all.filter((text) => screen(text) !== null),
    misses: all.filter((text) => screen(text) === null),
  }
}
const positive = run(rules.rules.flatMap((rule) => rule.positive))
const near = run(rules.rules.flatMap((rule) => rule.nearMiss))
const found = positive.hits.length / positive.all
const falseAlarms = near.hits.length / near.all
for (const text of positive.misses.slice(0, 40)) console.log(`missed: ${JSON.stringify(text)}`)
for (const text of near.hits.slice(0, 40)) console.log(`false alarm: ${JSON.stringify(text)}`)
console.log(
  `stress: ${(found * 100).toFixed(2)} % of ${positive.all} found, ${(falseAlarms * 100).toFixed(2)} % of ${near.all} false`,
)
if (found < leastFound || falseAlarms > mostFalse) process.exitCode = 1
