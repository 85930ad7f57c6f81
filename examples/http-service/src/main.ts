import { serve } from '@hono/node-server'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { openRegions } from './open-regions.ts'
import { openService } from './service.ts'
import { readTokens } from './tokens.ts'

const { env } = process
const governed = env.KEHU_GOVERNED === '1'

const start = async (): Promise<Either<{ readonly message: string }, unknown>> => {
  const tokens = await readTokens(env.KEHU_TOKENS ?? 'tokens.txt')()
  if (isLeft(tokens)) return tokens
  const service = await openService({
    path: env.KEHU_STORE ?? 'kehu.db',
    tokens: tokens.right,
    log: console.error,
    governed,
    requireIfMatch: env.KEHU_REQUIRE_IF_MATCH === '1',
  })
  if (isLeft(service)) return service
  const { app, kehu, close } = service.right
  const open = await openRegions(kehu, governed)
  if (isLeft(open)) return open
  for (const line of open.right) console.log(line)
  const server = serve(
    { fetch: app.fetch, hostname: '127.0.0.1', port: Number(env.PORT ?? 3000) },
    ({ port }) => console.log(`Listening on http://127.0.0.1:${port}`),
  )
  server.once('error', ({ message }) => {
    console.error(message)
    process.exitCode = 1
    close()
  })
  // Whoever is being answered has a moment; whoever only holds the line has not.
  const stop = () => {
    server.close(() => close())
    setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 500).unref()
  }
  process.once('SIGTERM', stop).once('SIGINT', stop)
  return service
}

const started = await start()
if (isLeft(started)) {
  console.error(started.left.message)
  process.exitCode = 1
}
