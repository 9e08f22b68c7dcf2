import { indexNames, type Name, type NameIndex } from './names.ts'

/** Named sparse rows in flat arrays: plain data, which can be stored. Row `r` spans `starts[r]` to `starts[r + 1]`. */
export type Rows = {
  index: NameIndex
  starts: Int32Array
  columns: Int32Array
  values: Float32Array
}

export type RowList = { columns: number[]; values: number[] }

/** Lays the rows behind one another, in the order of their names in the map. */
export function toRows(lists: ReadonlyMap<Name, RowList>): Rows {
  const starts = new Int32Array(lists.size + 1)
  let end = 0
  let row = 0
  for (const { columns } of lists.values()) {
    end += columns.length
    starts[++row] = end
  }
  const columns = new Int32Array(end)
  const values = new Float32Array(end)
  row = 0
  for (const list of lists.values()) {
    columns.set(list.columns, starts[row])
    values.set(list.values, starts[row])
    row++
  }
  return { index: indexNames(lists.keys()), starts, columns, values }
}

/** Adds one column's value to a named row, which begins with its first. */
export function addTo(lists: Map<Name, RowList>, name: Name, column: number, value: number): void {
  const list = lists.get(name)
  if (!list) {
    lists.set(name, { columns: [column], values: [value] })
    return
  }
  list.columns.push(column)
  list.values.push(value)
}
