import { exitCodes } from './exit-codes.ts'
import { processIo, signalOf } from './io.ts'
import { runCli } from './run-cli.ts'

/** Runs the command line as this process. */
export const start = async (args: ReadonlyArray<string>): Promise<void> => {
  const io = processIo()
  // Should the process run out of work before there is an outcome, that is a failure.
  process.exitCode = exitCodes.failed
  const exitCode = await runCli(args, io)
  process.exitCode = exitCode
  // Without an interruption no process.exit: what is still on its way to a pipe would be cut off. After one, a pipe that nobody
  // drains, or a server that does not answer, would keep the process for ever.
  if (exitCode !== exitCodes.interrupted && exitCode !== exitCodes.terminated) return
  // A file that is just being closed is no reason to wait long.
  for (let tries = 0; isThreadBusy() && tries < 20; tries++)
    await new Promise((resolve) => setTimeout(resolve, 10))
  if (!isThreadBusy()) process.exit(exitCode)
  // A thread that waits for the disk, a named pipe or a name server would keep even process.exit; a signal that nobody handles
  // ends it in any case, and a shell shows the same code for it.
  process.removeAllListeners(signalOf(io))
  process.kill(process.pid, signalOf(io))
}

const isThreadBusy = (): boolean => process.getActiveResourcesInfo().some((name) => name.includes('Req'))
