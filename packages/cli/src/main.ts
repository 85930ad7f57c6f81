#!/usr/bin/env node
import { processIo } from './io.ts'
import { runCli } from './run-cli.ts'

// No process.exit: what is still on its way to a pipe would be cut off.
process.exitCode = await runCli(process.argv.slice(2), processIo())
