import { SingleBar } from 'cli-progress'
import { type Io, isTerminal } from '../io.ts'

/** A bar that is drawn only for somebody who watches: on stderr, and only when that is a terminal. */
export type Progress = {
  readonly update: (label: string, done: number, total: number | null) => void
  readonly end: () => void
}

export const startProgress = (io: Io): Progress => {
  if (!isTerminal(io.err)) return { update: () => undefined, end: () => undefined }
  let bar: SingleBar | null = null
  let current = ''
  const end = () => {
    bar?.stop()
    bar = null
  }
  return {
    update: (label, done, total) => {
      if (label !== current) end()
      current = label
      if (bar === null) {
        bar = new SingleBar({
          format: '{label} {bar} {percentage}% {eta_formatted} left',
          barsize: 36,
          stream: io.err,
          clearOnComplete: true,
          hideCursor: true,
          // The command itself answers Ctrl-C, and ends in order.
          gracefulExit: false,
          fps: 10,
        })
        bar.start(total ?? 0, done, { label: label.padEnd(8) })
      }
      if (total !== null) bar.setTotal(total)
      bar.update(done, { label: label.padEnd(8) })
    },
    end,
  }
}
