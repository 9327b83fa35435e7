/** A document under edit with its way back and forth. `mark` names a burst of one kind of change, which is one step back. */
export interface EditHistory<T> {
  saved: T
  past: T[]
  present: T
  future: T[]
  mark?: string
}

const steps = 200

export function startHistory<T>(saved: T): EditHistory<T> {
  return { saved, past: [], present: saved, future: [] }
}

/** A change; with the same `mark` as the one before it joins that one (typing a title is one step). */
export function change<T>(history: EditHistory<T>, next: T, mark?: string): EditHistory<T> {
  if (next === history.present) return history
  const joins = mark !== undefined && mark === history.mark && history.past.length > 0
  const past = joins ? history.past : [...history.past, history.present].slice(-steps)
  return { saved: history.saved, past, present: next, future: [], mark }
}

export function undo<T>(history: EditHistory<T>): EditHistory<T> {
  const before = history.past.at(-1)
  if (before === undefined) return history
  return { saved: history.saved, past: history.past.slice(0, -1), present: before, future: [history.present, ...history.future] }
}

export function redo<T>(history: EditHistory<T>): EditHistory<T> {
  const [next, ...future] = history.future
  if (next === undefined) return history
  return { saved: history.saved, past: [...history.past, history.present], present: next, future }
}

/** What is on screen is now what is stored; the way back stays. */
export function markSaved<T>(history: EditHistory<T>, saved: T): EditHistory<T> {
  return { ...history, saved, present: saved, mark: undefined }
}

/** Whether there is something to save: compared by content, so that undoing everything is clean again. */
export function isDirty<T>(history: EditHistory<T>): boolean {
  return history.present !== history.saved && JSON.stringify(history.present) !== JSON.stringify(history.saved)
}
