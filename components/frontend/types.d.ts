// Types of our scripts, for the check in `make lint`; those of what Python sends are in sent.d.ts.
// Nothing of it reaches a browser.
// deno-lint-ignore-file no-explicit-any -- of plotly.js and of Streamlit no types are here

import type { Frame } from "./sent.d.ts"

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
  alt: string
  keys: string
  locale?: string
  locales?: Record<string, unknown>
  source: string
}

/** What is kept of a figure that is drawn. */
export interface Chart {
  element: HTMLElement
  plot: any
  said: HTMLElement
  keys: HTMLElement
  written: string
  options?: ChartOptions
  plotly?: any
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

/** What figures in inks need of the board: modules that are loaded before they draw. */
export type InkBoard = {
  ready: {
    inks?: typeof import("./inks.js")
    panel?: typeof import("./panel.js")
    shapes?: typeof import("./shapes.js")
  }
}

/**
 * A figure whose links are one stop of the tab key: its links, those of each line as it is seen, and
 * within what the next of another line lies.
 */
export interface Roving {
  links: string
  lines: (place: HTMLElement) => Element[][]
  within: string
}

/** Days since 1 January 1970: the first, and the one after the last. */
export type Span = [number, number]

/** What a deck says to its script. */
export interface Deck {
  keys: string[]
  words: Record<string, string>
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
export interface Presented {
  root: HTMLElement
  words: Record<string, string>
  keyed: (event: any) => void
  step: (by: number) => void
  blank: (shade: string) => void
  turned: (on: boolean) => void
}

/** The modules of the slides: those of a file, and those that only their page has. */
export interface WalkParts {
  hands: typeof import("./slide_keys.js").hands
  presenter: typeof import("./presenter.js").presenter
}

export interface SlideParts extends WalkParts, Omit<TileParts, "present" | "picture"> {
  tiles: typeof import("./slide_tiles.js").tiles
}

/** What the page on which slides are chosen is made with. */
export interface TileParts {
  element: typeof import("./inks.js").element
  press: typeof import("./inks.js").press
  present: (key: string) => void
  picture: (section: HTMLElement, key: string) => Promise<void>
}

/** What differs between the slides on a page and those in a file. */
export interface Walk extends WalkParts {
  at: string
  theme: string
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

/** What `components/server/board/scripts.py` says once for each language. */
export interface About {
  board: string
  modules: Record<string, string>
  needs: Record<string, string[]>
  source: string
  pictures: string
  locale: string | null
  months: Record<string, unknown>
  keys: string
  search: { label: string; unanswered: string }
  words: Record<string, string>
}

/** For what Streamlit ran last, as `components/server/board/component.py` writes it. */
export interface Mounted {
  asked?: string
  language: string
  controls?: boolean
  version?: number
}

/** A part of a layout; which fields it has depends on its kind. */
export interface Part {
  kind: string
  key?: string
  parts?: Part[]
  [field: string]: any
}

/** The one board of a window. */
export interface Board {
  root: HTMLElement
  about: About
  content?: Frame
  parts?: any
  kinds: Record<string, Promise<any>>
  ready: Record<string, any>
  turn: number
  late: ReturnType<typeof setTimeout>
  inks?: string
  scrolled: Map<string, number>
  first?: HTMLElement
  alone?: boolean
  mounted: boolean
  here: string
  told: string
  run?: { told: string; version: number }
  go: (href: string) => void
  load: (name: string) => Promise<any>
  absolute: (path: string) => string
  recolour: () => Promise<void>
}

/** What Streamlit gives to a component. */
export interface Component<Data> {
  data: Data
  parentElement: any
  setTriggerValue: (name: string, value: unknown) => void
}
