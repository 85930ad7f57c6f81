import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Acknowledged } from './writing-child.ts'

/** Starts the writing child; `acknowledged` grows as it writes. */
export const startChild = (
  path: string,
  mode: 'until-killed' | 'compete' | 'listen-and-leave' | 'in-flight',
) => {
  const script = join(import.meta.dirname, 'writing-child.ts')
  const child = spawn(process.execPath, [script, path, mode], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk
  })
  const acknowledged: Acknowledged[] = []
  let rest = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) acknowledged.push(JSON.parse(line))
  })
  const begun = async () => {
    while (acknowledged.length === 0) {
      if (child.exitCode !== null) throw new Error(`The writing child ended with ${child.exitCode}`)
      await setTimeout(1)
    }
  }
  return { child, acknowledged, begun, ended: once(child, 'close'), said: () => said }
}
