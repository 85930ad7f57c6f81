import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Acknowledged } from './writer.ts'

/** A writing process; `acknowledged` grows as it writes. */
export const startWriter = (location: string, writers: number) => {
  const script = join(import.meta.dirname, 'writer.ts')
  const child = spawn(process.execPath, [script, location, String(writers)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const acknowledged: Acknowledged[] = []
  let rest = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) acknowledged.push(JSON.parse(line))
  })
  const closed = once(child, 'close')
  return {
    acknowledged,
    /** Settles when it has been told of more than so many appends. */
    beyond: async (count: number): Promise<void> => {
      while (acknowledged.length <= count) {
        if (child.exitCode !== null) throw new Error(`A writer ended with ${child.exitCode}`)
        await setTimeout(2)
      }
    },
    kill: async (): Promise<void> => {
      child.kill('SIGKILL')
      await closed
    },
  }
}
