/** One person's way from nothing to a task. The steps are the same for mouse and keyboard; how they are done is not. */
export interface Way {
  /** Presses of the mouse so far. */
  readonly clicks: number
  /** Keys pressed so far, those of typed text not counted. */
  readonly keys: number
  /** From the workbench: a module of ten fields, one of them with an option of its own. */
  makeModule(): Promise<void>
  /** A form of two sections, in which one field is there on a condition. */
  layOut(): Promise<void>
  /** When the status becomes broken: a notice to the owner and a task. Published with the module. */
  automate(): Promise<void>
  /** Three records by the new form. */
  fillIn(): Promise<void>
  /** The last record breaks down; the field on a condition appears and is filled in. */
  breakDown(): Promise<void>
  /** The bell is opened. */
  openBell(): Promise<void>
  openTasks(): Promise<void>
}
