import { serve } from '@hono/node-server'
import { openService } from './service.ts'

const { app, close } = await openService(process.env.KEHU_STORE ?? 'kehu.db')
const server = serve(
  { fetch: app.fetch, hostname: '127.0.0.1', port: Number(process.env.PORT ?? 3000) },
  ({ port }) => console.log(`Listening on http://127.0.0.1:${port}`),
)
process.once('SIGTERM', () => server.close(() => close()))
