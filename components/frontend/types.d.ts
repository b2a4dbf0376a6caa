// Types of our scripts, for the check in `make lint`; those of what Python sends are in sent.d.ts.
// Nothing of it reaches a browser.
// deno-lint-ignore-file no-explicit-any -- of plotly.js and of Streamlit no types are here

import type { Frame, Way } from "./sent.d.ts"

declare global {
  interface Window {
    Plotly: any
    domtoimage: any
    __streamlit: Record<string, unknown>
    roadmap: { atWork: boolean; begin: () => void }
  }
}

/** Attributes of an element; one without a value is left out. */
export type Attributes = Record<string, string | null | undefined>

/** What stands in an element; what is not there is left out. */
export type Inside = Node | string | false | null | undefined

/** A figure of Plotly. */
export interface Figure {
  data: any[]
  layout: Record<string, any>
}

/** What is kept of a figure that is drawn. */
export interface Chart {
  element: HTMLElement
  plot: any
  said: HTMLElement
  keys: HTMLElement
  written: string
  about?: About
  plotly?: any
  drawn?: string
  at?: number
  saying?: ReturnType<typeof setTimeout>
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

/** How slides are shown: `at` is the key of the first, `moved` is told of each after it. */
export interface Show {
  presenter: typeof import("./presenter.js").presenter
  at: string
  theme: string
  moved: (key: string) => void
  leave?: () => void
}

/** What the presenter's window needs of the slides; `turned` is told that it has opened. */
export interface Presented {
  root: HTMLElement
  fit: typeof import("./slideshow.js").fit
  keyed: (event: any) => void
  step: (by: number) => void
  black: () => void
  turned: () => void
}

/** What `components/server/board/scripts.py` says once for each language. */
export interface About {
  board: string
  modules: Record<string, string>
  needs: Record<string, string[]>
  source: string
  pictures: string
  locale: string
  months: Record<string, unknown>
  keys: string
  search: { label: string; unanswered: string }
  words: Record<string, string>
}

/** For what Streamlit ran last, as `components/server/app/shell.py` writes it. */
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
  kinds: Record<string, Promise<any>>
  ready: {
    elements?: typeof import("./elements.js")
    barrows?: typeof import("./bar_rows.js")
    panel?: typeof import("./panel.js")
    [kind: string]: any
  }
  turn: number
  late: ReturnType<typeof setTimeout>
  scrolled: Map<string, number>
  /** Page to the address of the list that the reader saw last. */
  lists: Record<string, string>
  waits: HTMLElement
  first?: HTMLElement
  alone?: boolean
  mounted: boolean
  here: string
  told: string
  run?: { told: string; version: number }
  go: (href: string) => void
  load: (name: string) => Promise<any>
  absolute: (path: string) => string
  wayBack: (content: Frame) => Way
}
