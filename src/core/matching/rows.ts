/** Named sparse rows in flat arrays: plain data, which can be stored. Row `r` spans `starts[r]` to `starts[r + 1]`. */
export type Rows = {
  index: Map<string, number>
  starts: Int32Array
  columns: Int32Array
  values: Float32Array
}

export type RowList = { columns: number[]; values: number[] }

/** Lays the rows behind one another, in the order of their names in the map. */
export function toRows(lists: ReadonlyMap<string, RowList>): Rows {
  const index = new Map<string, number>()
  const starts = new Int32Array(lists.size + 1)
  let end = 0
  for (const [name, { columns }] of lists) {
    end += columns.length
    starts[index.size + 1] = end
    index.set(name, index.size)
  }
  const columns = new Int32Array(end)
  const values = new Float32Array(end)
  let row = 0
  for (const list of lists.values()) {
    columns.set(list.columns, starts[row])
    values.set(list.values, starts[row])
    row++
  }
  return { index, starts, columns, values }
}

/** Adds one column's value to a named row, which begins with its first. */
export function addTo(lists: Map<string, RowList>, name: string, column: number, value: number): void {
  const list = lists.get(name)
  if (!list) {
    lists.set(name, { columns: [column], values: [value] })
    return
  }
  list.columns.push(column)
  list.values.push(value)
}
