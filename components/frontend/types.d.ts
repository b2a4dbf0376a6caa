// What Python sends to our scripts, for the check of types in `make lint`. Nothing of it reaches a browser.
// deno-lint-ignore-file no-explicit-any -- of plotly.js and of Streamlit no types are here

declare global {
  interface Window {
    Plotly: any
    domtoimage: any
    __streamlit: Record<string, unknown>
    roadmap: { atWork: boolean; begin: () => void }
  }
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

/** A legend, and a bar in its inks: see inks.css. */
export type InkKey = { ink: string; word: string }[]
export type InkBar = { ink: string; width: string }[]

/** What figures in inks need of the board: modules that are loaded before they draw. */
export type InkBoard = {
  ready: {
    inks?: typeof import("./inks.js")
    roving?: typeof import("./roving.js")
    timeline_axis?: typeof import("./timeline_axis.js")
  }
}

/**
 * A figure whose links are one stop of the tab key: its links, the rows in which they stand, and
 * the link of a row that lies nearest to one of another row.
 */
export interface Roving {
  links: string
  row: string
  nearest: (from: HTMLAnchorElement, row: any) => HTMLAnchorElement | undefined
}

/** A cell has marks (places in `Steps.steps`), a bar, or nothing and why. */
export interface StepsCell {
  marks?: number[]
  empty?: string
  href?: string
  label?: string
  text?: string
  bar?: InkBar
}

export interface StepsRow {
  id: string
  number: string
  title: string
  href: string
  reached: string
  beside: string
  cells: StepsCell[]
}

export interface Steps {
  label: string
  words: Record<string, string>
  bars: boolean
  key: InkKey
  countries: { id: string; name: string; href: string; reached: string }[]
  rows: StepsRow[]
  steps: { ink: string; label: string; href: string }[]
  reached: string
  beside: string
}

/** A mark of a milestone; on the axis with its place and its lane. */
export interface MomentsMark {
  ink: string
  label: string
  href: string
}

export interface MomentsRow {
  id: string
  title: string
  href: string
  lanes: number
  earlier: MomentsMark[]
  moments: (MomentsMark & { at: string; lane: number })[]
  coming: MomentsMark[]
  reached: string
}

export interface Moments {
  label: string
  words: Record<string, string>
  key: InkKey
  years: { label: string; at: string }[]
  start: string | null
  before: boolean
  earlier: boolean
  rows: MomentsRow[]
}

export interface Ladder {
  label: string
  rows: {
    name: string
    said: string
    title: string
    href: string
    marks: { ink: string; stage: string }[]
  }[]
}

export interface Divided {
  label: string
  before: string
  since: string
  left: number
  right: number
  key: InkKey
  rows: {
    id: string
    name: string
    href: string
    label: string
    before: { text: string; width: string } | null
    bar: InkBar
    reached: string
  }[]
}

export interface Strips {
  label: string
  across: boolean
  key: InkKey
  rows: {
    id: string
    name: string
    href: string
    label: string
    bar: InkBar
    reached: string
    small: string
    chosen: boolean
  }[]
}

/** Keys and hosts are one for each row; a column without keys sorts by its words. */
export interface TableColumn {
  name: string
  type: "text" | "number" | "date" | "address"
  sort: string
  wide?: true
  long?: boolean
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

/** Marks are a milestone each; where there are too many, they are one bar. */
export interface ActionLine {
  title: string
  address: string
  countries: string
  bodies: string
  everyone: string
  status: string
  marks: { ink: string; label: string }[]
  bar: InkBar
  said: string
  date: string
}

export interface Actions {
  label: string
  columns: string[]
  legend: InkKey
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

/** The deck on its page, where slides are chosen: what `projector.page` returns. */
export interface DeckPage extends Deck {
  leftOut: string[]
  files: Record<string, string>
  show: Record<string, string>
  names: Record<string, string>
}

/** What a picture of a slide is called, and the address of what makes it. */
export interface Slide {
  name: string
  library: string
}

export type Listen = (
  target: EventTarget,
  kind: string,
  act: (event: any) => void,
  more?: AddEventListenerOptions,
) => void

/** What keys and swipes do. */
export interface Hands {
  showing: () => boolean
  reading: () => boolean
  step: (by: number) => void
  turn: (number: number) => void
  blank: (shade: string) => void
  present: () => void
  whole: () => void
  leave: () => void
}

/** What the presenter's window needs of the slides; `turned` is told that it opened or closed. */
export interface Presented extends Pick<SlideParts, "element" | "press"> {
  root: HTMLElement
  words: Record<string, string>
  keyed: (event: any) => void
  step: (by: number) => void
  blank: (shade: string) => void
  turned: (on: boolean) => void
}

export interface Tiles {
  chosen: () => string[]
  mark: (told: string) => void
  stop: () => void
}

/** The modules of the slides, and what draws their charts. */
export interface SlideParts {
  draw: Draw
  element: typeof import("./inks.js").element
  press: typeof import("./inks.js").press
  hands: typeof import("./slide_keys.js").hands
  presenter: typeof import("./presenter.js").presenter
  shrink: typeof import("./slide_room.js").shrink
  smaller: typeof import("./slide_room.js").smaller
  fitting: typeof import("./slide_room.js").fitting
  tiles: typeof import("./slide_tiles.js").tiles
}

/** What the page on which slides are chosen is made with. */
export interface TileParts extends Pick<SlideParts, "element" | "press"> {
  present: (key: string) => void
  picture: (section: HTMLElement, key: string) => Promise<void>
}

/** What differs between the slides on a page and those in a file. */
export interface Walk extends Omit<SlideParts, "tiles"> {
  at: string
  theme: string
  source?: string
  told?: string
  page?: HTMLElement
  dialog?: HTMLDialogElement
  chosen?: () => string[]
}

export interface Walked {
  key: () => string
  theme: () => string
  show: (key: string, write?: boolean) => void
  present: (key: string) => void
  stop: () => void
}

/** What `components/board/scripts.py` tells once for each language. */
export interface About extends Spoken {
  board: string
  modules: Record<string, string>
  needs: Record<string, string[]>
  source: string
  pictures: string
}

/** What the board says in the language of its content. */
export interface Spoken {
  locale: string | null
  months: Record<string, unknown>
  keys: string
  search: { label: string; unanswered: string }
  words: Record<string, string>
}

/** A page, as `components/board/content.py` writes it. */
export interface Content {
  page: string
  subject: string
  address: string
  language: string
  spoken: Spoken
  window: string
  title: string
  lead: string
  sentence: string
  marking: string
  back?: Way
  notices: Part[]
  languages: Language[]
  documents: { label: string; offered: { label: string; forms: Way[] }[]; more: Way }
  menu: { label: string; pages: (Way & { current: boolean })[] }[]
  filters?: FilterBar
  rows: Line[]
}

export interface Way {
  label: string
  href: string
  help?: string
}

export interface Language {
  code: string
  name: string
  href: string
  current: boolean
}

export interface Line {
  widths: number[]
  aligned?: true
  columns: Part[][]
}

/** A part of a layout; which fields it has depends on its kind. */
export interface Part {
  kind: string
  key?: string
  parts?: Part[]
  [field: string]: any
}

export interface Card extends Part {
  key: string
  title: string
  subtitle: string
  marking: string
  alt: string
  draws: string
  height: number
  body: any
  foot: {
    table: boolean
    day: string
    source: string
    counted: boolean
    csv: string
    embed?: string
    picture: Picture | null
  }
}

/** What a picture of a card is called, and what stands below the figure in it. */
export interface Picture {
  name: string
  said: string[]
}

/** How a card is counted, as `components/board/foot.py` writes it. */
export interface Counted {
  lines: string[]
  rows: Table | null
  heading: string
  csv: Way | null
  title: string
  counted: string
  folded: boolean
  method: Way
}

/** What `components/board/bar.py` writes. */
export interface FilterBar {
  label: string
  filters: Filter[]
  chips: Way[]
  clear: Way
  summary: string
  search: string
  nothing: string
}

export interface Filter {
  name: string
  label: string
  button: string
  set: boolean
  single?: boolean
  help?: string
  options?: FilterOption[]
  days?: FilterDay[]
  lists?: Filter[]
  switch?: { label: string; help: string; on: boolean; href: string }
}

export interface FilterOption {
  code: string
  label: string
  said: string
  chosen: boolean
  group: string
  count: string
  href: string
}

export interface FilterDay {
  name: string
  label: string
  value: string
  first: string
  last: string
  fixed: boolean
  help: string
}

export interface Fetched {
  content: Promise<Content>
  at: number
}

/** The one board of a window. */
export interface Board {
  root: HTMLElement
  about: About
  content?: Content
  said?: string
  parts?: any
  loaded: Promise<void>
  kinds: Record<string, Promise<any>>
  ready: Record<string, any>
  turn: number
  inks?: string
  fetched: Map<string, Fetched>
  scrolled: Map<string, number>
  first?: HTMLElement
  alone?: boolean
  mounted: boolean
  telling: boolean
  pending: string
  wanted: string
  since: number
  untold: boolean
  returning: boolean
  go: (href: string) => void
  ahead: (href: string) => void
  load: (name: string) => Promise<any>
  absolute: (path: string) => string
  recolour: () => Promise<void>
}

export interface Tile {
  id: string
  label: string
  value: string
  long: boolean
  small: string
  below: string
  spark: { ink: string; height: string }[][]
  span: string
  said: string
  href: string
  open: boolean
  help: string
}

export interface Tiles {
  label: string
  tiles: Tile[]
}

export interface Events {
  label: string
  events: { ink: string; word: string; when: string; title: string; step: string; href: string }[]
  further: { label: string; href: string }[]
  none: string
}

/** A country with its number, which stands at `x`, `y`, or beside it with a line `from` there. */
export interface NumberedCountry {
  id: string
  label: string
  number: string
  chosen: boolean
  href: string
  d: string
  tone: number
  x: number
  y: number
  from: [number, number] | null
}

export interface CountryMap {
  label: string
  width: number
  height: number
  context: string
  countries: NumberedCountry[]
  not_drawn: string
  apart: {
    id: string
    label: string
    name: string
    number: string
    chosen: boolean
    href: string
  }[]
}

/** A meeting, or what stands for one: its place, and its name where there is room. */
export interface CourseLane {
  name: string
  marks: {
    status: string
    point: boolean
    left: string
    width?: string
    text: string
    side: string
    at: string
    room: string
    label: string
    href: string
  }[]
  cycle?: { left: string; width: string; month: string; label: string }
}

/** A month of a priority (`at` is its column), what lies before, or what comes later. */
export interface CourseCell {
  where: string
  at: number
  label: string
  href: string
  number: string
  marks: { ink: string; label: string; href: string }[]
  bar: InkBar
}

export interface CourseRow {
  id: string
  number: string
  title: string
  href: string
  cells: CourseCell[]
}

/** Meetings on lanes of time; with `rows` below, or with presidencies above. */
export interface Course {
  label: string
  years: { name: string; left: string; width: string; months: string[] }[]
  lanes: CourseLane[]
  known: { at: string; left: boolean; name: string }
  band?: { left: string; width: string; open: boolean; name: string }
  key?: InkKey
  bars?: boolean
  months?: number
  words?: { earlier: string; later: string }
  rows?: CourseRow[]
  statuses?: { status: string; word: string }[]
  presidencies?: {
    name: string
    terms: { name: string; label: string; left: string; width: string; surely: string[] }[]
  }
}

export interface Said {
  text: string
  address: string
}

export interface Facts {
  name: Said
  facts: { about: string; said: Said[] }[]
}

/** What Streamlit gives to a component. */
export interface Component<Data> {
  data: Data
  parentElement: any
  setTriggerValue: (name: string, value: unknown) => void
}
