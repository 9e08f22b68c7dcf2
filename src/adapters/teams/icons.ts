import { type Colour, encodePng } from './png.ts'

const samples = 4
const lineWidth = 0.1
const white: Colour = [255, 255, 255]

/** The app's colour icon, 192 × 192: a white cell with its lobed nucleus in a speech bubble. `accent` is `#RRGGBB`. */
export function drawColourIcon(accent: string): Buffer {
  const ground: Colour = [1, 3, 5].map((at) => Number.parseInt(accent.slice(at, at + 2), 16)) as Colour
  return draw(192, (x, y) => {
    const isWhite = toBubble(x, y) < 0 && !isInNucleus(x, y)
    return [...(isWhite ? white : ground), 255]
  })
}

/** The outline icon, 32 × 32: white on nothing, as Teams asks. */
export function drawOutlineIcon(): Buffer {
  return draw(32, (x, y) => {
    const wide = 0.78 // the line icon fills its square
    const isLine = Math.abs(toBubble(x * wide, y * wide)) < lineWidth / 2
    return [...white, isLine || isInNucleus(x * wide, y * wide) ? 255 : 0]
  })
}

type Pixel = [number, number, number, number]

/** Asks `colourAt` several times a pixel, so that edges are smooth. Coordinates run from -1 to 1. */
function draw(size: number, colourAt: (x: number, y: number) => Pixel): Buffer {
  const pixels = new Uint8Array(size * size * 4)
  const toUnit = (at: number) => (2 * at) / size - 1
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const sum = [0, 0, 0, 0]
      for (let i = 0; i < samples * samples; i++) {
        const dx = ((i % samples) + 0.5) / samples
        const dy = (Math.floor(i / samples) + 0.5) / samples
        const colour = colourAt(toUnit(column + dx), toUnit(row + dy))
        for (const [channel, value] of colour.entries()) sum[channel] = (sum[channel] ?? 0) + value
      }
      const at = (row * size + column) * 4
      pixels.set(
        sum.map((value) => Math.round(value / samples ** 2)),
        at,
      )
    }
  return encodePng(size, size, pixels)
}

type Point = readonly [x: number, y: number]

const centre: Point = [0, -0.06]
const radius = 0.66
const tail: readonly Point[] = [
  [-0.62, 0.1],
  [-0.14, 0.52],
  [-0.62, 0.74],
]

/** How far a point lies from the edge of a round bubble with a tail at the lower left: negative inside. */
function toBubble(x: number, y: number): number {
  const round = Math.hypot(x - centre[0], y - centre[1]) - radius
  const sides = tail.map(([ax, ay], i) => {
    const [bx, by] = tail[(i + 1) % tail.length] ?? [ax, ay]
    return ((by - ay) * (x - ax) - (bx - ax) * (y - ay)) / Math.hypot(bx - ax, by - ay)
  })
  return Math.min(round, Math.max(...sides))
}

const lobes: readonly Point[] = [
  [-0.27, 0.03],
  [0, -0.24],
  [0.27, 0.03],
]
const lobe = 0.185
const bridge = 0.085

/** Three lobes joined by bridges, as a neutrophil's nucleus has. */
function isInNucleus(x: number, y: number): boolean {
  return lobes.some(([ax, ay], i) => {
    if (Math.hypot(x - ax, y - ay) < lobe) return true
    const [bx, by] = lobes[i + 1] ?? [ax, ay]
    const length = Math.hypot(bx - ax, by - ay) || 1
    const along = Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length ** 2))
    return Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay)) < bridge
  })
}
