import { describe, expect, it } from 'vitest'
import { tellsOwnFigure } from '../../../src/core/dialogue/own-figure.ts'

describe("a person's own count of cells", () => {
  it.each([
    'leucocytes à 2900, je dois m’inquiéter ?',
    'le labo a mis 3,6 pour les globules blancs de mon gamin',
    'il a 1,1 de neutro',
    'mes leucocytes 1950, ça va ?',
  ])('is told in « %s »', (text) => expect(tellsOwnFigure(text)).toBe(true))

  it.each([
    ['a year', 'du neuf en 2025 pour moins faire chuter les globules ?'],
    ['a distance', '140 km aller pour la chimio, et ses globules blancs s’effondrent'],
    [
      'an oven',
      'mon four est à 200, le poulet est bien cuit : cela suffit-il quand on manque de globules blancs ?',
    ],
    ['an age', 'j’ai 58 ans et peu de globules blancs'],
    ['a limit asked about', 'sous 500 neutrophiles, quelles précautions ?'],
  ])('is not %s beside them', (_, text) => expect(tellsOwnFigure(text)).toBe(false))
})
