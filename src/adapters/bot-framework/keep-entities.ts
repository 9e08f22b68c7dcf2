import { createRequire } from 'node:module'

type Mappers = { Entity: { type: { additionalProperties?: { type: { name: string } } } } }

/**
 * The connector library (4.23.3) sends only `type`, `text` and `mentioned` of an entity and drops the rest without a
 * word, so that Teams would show no citation. This tells its mapper to keep every field. Idempotent.
 */
export function keepEntities(): void {
  const require = createRequire(import.meta.url)
  const mappers = require('botframework-connector/lib/connectorApi/models/mappers.js') as Mappers
  mappers.Entity.type.additionalProperties = { type: { name: 'Object' } }
}
