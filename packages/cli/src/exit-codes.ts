/** What the command's exit code means; `--help` says the same. */
export const exitCodes = {
  ok: 0,
  /** The store or the machine failed, or a rebuilt read model differs. What was stored before stays. */
  failed: 1,
  /** The command line or the whole input cannot be used; nothing was done. */
  usage: 2,
  /** Some rows or commands were refused; everything else is stored. */
  refused: 3,
  /** Stopped by Ctrl-C (SIGINT); what was stored stays. */
  interrupted: 130,
  /** Stopped by SIGTERM, as by a service manager; what was stored stays. */
  terminated: 143,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

export const exitCodesHelp = `Exit codes:
  0    done
  1    the store or the machine failed, or a rebuilt read model differs; what was stored before stays
  2    the command line or the whole input cannot be used; nothing was done
  3    some rows or commands were refused; everything else is stored
  130  interrupted by Ctrl-C; what was stored stays, the same command goes on from there
  143  the same by SIGTERM`
