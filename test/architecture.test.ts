import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, it } from 'vitest'
import { projectRoot } from '../src/adapters/files/read-sources.ts'

const source = join(projectRoot, 'src')
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(ts|mjs)$/.test(name))
  .map((name) => ({ name: name.replaceAll('\\', '/'), text: readFileSync(join(source, name), 'utf8') }))
const importsOf = (text: string) =>
  [...text.matchAll(/^(?:import|export) .*?from '([^']+)'/gms)].map((found) => found[1] ?? '')
const pure = new Set(['zod', 'yaml', 'fuse.js', '@orama/stemmers/french'])

it('the core imports no adapter, no framework and nothing of Node', () => {
  const wrong = files
    .filter(({ name }) => name.startsWith('core/'))
    .flatMap(({ name, text }) =>
      importsOf(text)
        .filter((target) =>
          !target.startsWith('.')
            ? !pure.has(target)
            : relative('core', join(name, '..', target)).startsWith('..'),
        )
        .map((target) => `${name} → ${target}`),
    )
  expect(wrong).toEqual([])
})

it('only the Bot Framework folders run botbuilder', () => {
  const wrong = files.filter(
    ({ name, text }) =>
      /^import (?!type)[^\n]*'botbuilder'/m.test(text) && !/^adapters\/(bot-framework|teams)\//.test(name),
  )
  expect(wrong.map(({ name }) => name)).toEqual([])
})

it('only the configuration and the entry read the environment', () => {
  const wrong = files.filter(
    ({ name, text }) =>
      text.includes('process.env') && !['main.ts', 'cli/setup.mjs', 'cli/browser.mjs'].includes(name),
  )
  expect(wrong.map(({ name }) => name)).toEqual([])
})

it('no file is longer than 200 lines', () => {
  expect(files.filter(({ text }) => text.split('\n').length > 200).map(({ name }) => name)).toEqual([])
})
