// Loaded before everything else: Node keeps what it compiled of our code and the libraries in .cache/, so that the next start is faster.
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

enableCompileCache(fileURLToPath(new URL('../.cache/compiled', import.meta.url)))
