// What Python sends to our scripts, for the check of types in `make lint`. Nothing of it reaches a browser.
// deno-lint-ignore-file no-explicit-any -- of plotly.js and of Streamlit no types are here

declare global {
  interface Window {
    Plotly: any
    __streamlit: Record<string, unknown>
  }
}

/** What Streamlit hands to a component: its data, its place in the page, and a way to answer. */
export interface Component<Data> {
  data: Data
  parentElement: any
  setTriggerValue: (name: string, value: unknown) => void
}

/** A figure of Plotly. */
export interface Figure {
  data: any[]
  layout: Record<string, any>
}

/** How a figure is drawn: see the head of chart.js. */
export interface ChartOptions {
  alt?: string
  keys?: string
  locale?: string
  locales?: Record<string, unknown>
  source?: string
}

export type Draw = (
  element: HTMLElement,
  figure: Figure | string,
  options?: ChartOptions,
) => Promise<() => void>

/** What is kept of a figure that is drawn. */
export interface Chart {
  element: HTMLElement
  plot: any
  said: HTMLElement
  keys: HTMLElement
  written: string
  options: ChartOptions
  plotly?: any
  watcher?: ResizeObserver
  height?: number
  drawn?: string
  at?: number
  saying?: ReturnType<typeof setTimeout>
}

/** Colours and font of the page around a figure. */
export interface Look {
  text: string
  paper: string
  line: string
  font: string
  palette: string[]
}

/** One stop of the keyboard in a figure; `label` is what plotly.js needs to show what it says. */
export interface Mark {
  row: number
  x: number
  label: unknown
}

export interface Countries {
  label: string
  width: number
  height: number
  context: string
  countries: {
    id: string
    label: string
    d: string
    chosen: boolean
    small: boolean
    x: number
    y: number
  }[]
}

export interface MatrixCell {
  empty: boolean
  label: string
  text: string
  sign: string
  mark: string
  confirmed: number
  awaiting: number
}

export interface Matrix {
  label: string
  corner: string
  columns: { id: string; short: string; name: string }[]
  rows: { id: string; name: string; cells: MatrixCell[] }[]
}

/** Keys and hosts are one for each row; a column without keys sorts by its words. */
export interface TableColumn {
  name: string
  type: "text" | "number" | "date" | "address"
  sort: string
  sorted: [string, string]
  keys?: (string | number | null)[]
  hosts?: string[]
}

export interface TableRow {
  cells: string[]
  address?: string
}

export interface Table {
  label: string
  language: string
  lead: number
  columns: TableColumn[]
  rows: TableRow[]
  page: number
  pages: string[]
  more: string
  words: Record<"next" | "previous" | "sort" | "as_listed", string>
}

/** Marks are a milestone each; where there are too many, shares from 0 to 1 are one bar. */
export interface ActionLine {
  title: string
  address: string
  countries: string
  bodies: string
  everyone: string
  status: string
  marks: { state: string; label: string }[]
  shares: { state: string; share: number }[]
  said: string
  date: string
}

export interface Actions {
  label: string
  columns: string[]
  legend: { state: string; word: string }[]
  groups: { title: string; number: string; rows: ActionLine[] }[]
}

/** No rungs and no address where nothing was found. */
export interface AgencyCell {
  words: string
  label: string
  rungs: ("reached" | "half" | "open")[]
  address: string
  source: string
  source_address: string
}

export interface Agencies {
  label: string
  corner: string
  how: string
  columns: string[]
  rows: { name: string; address: string; cells: AgencyCell[] }[]
}

/** Days since 1 January 1970: the first, and the one after the last. */
export type Span = [number, number]

export interface Bar {
  span: Span
  exact: boolean
}

export interface TimelineMark {
  span: Span
  state: string
  planned: boolean
  n: number
}

export interface Row {
  id: string
  title: string
  touches: string[]
  bar: Bar[]
  marks: TimelineMark[]
  lines: { text: string; state?: string }[]
}

export interface Period {
  id: string
  label: string
  said: string
  span: Span | null
}

export interface Timeline {
  label: string
  corner: string
  span: Span
  periods: Period[]
  opening: string
  open: string[]
  groups: { id: string; title: string; counts: Record<string, string>; rows: Row[] }[]
  lines: { kind: string; label: string; span: Span }[]
  states: Record<string, { sign: string; word: string; colour: string }>
  calendar: { months: string[]; quarters: string[] }
  words: Record<string, string>
}

/** A chart of a slide: as it is on the wall, and what of its layout is another where it is narrow. */
export interface SlideChart {
  figure: Figure
  narrow: Record<string, any>
}

export interface Deck {
  keys: string[]
  words: Record<string, string>
  charts: Record<string, SlideChart>
  palettes: Record<string, string[]>
  language: string
  locale: Record<string, unknown>
  slides?: string
}

/** A file that was asked for, or why it cannot be made. */
export interface Made {
  ending: string
  name?: string
  mime?: string
  bytes?: string
  refused?: string
}

/** What differs between the slides on a page and those in a file. */
export interface Walk {
  draw: Draw
  at: string
  theme: string
  write: (key: string) => void
  written?: string
  source?: string
  told?: string
  offers?: string[]
  leave?: () => void
  want?: (ending: string) => void
}

export interface Walked {
  written?: string
  key: () => string
  theme: () => string
  show: (key: string, write?: boolean) => void
  leave: () => void
  save: (made: Made) => void
  stop: () => void
}
